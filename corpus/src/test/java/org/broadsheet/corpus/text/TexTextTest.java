package org.broadsheet.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TexTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "G{\\\"o}del|Gödel",
                "G\\\"odel|Gödel",
                "G\\\"{o}del|Gödel",
                "na{\\\"\\i}ve|naïve",
                "Erd{\\H o}s|Erdős",
                "Erd\\H{o}s|Erdős",
                "\\v{S}t\\v epi\\v cka|Štěpička",
                "{\\'{\\i}}|í",
                "\\c{c}a|ça",
                "\\'{\\ae}r|ǽr",
                "{\\L}{\\'o}d{\\'z}|Łódź",
                "\\aa ngstr\\\"om|ångström",
                "Stra{\\ss}e, Stra\\ss{}e|Straße, Straße",
                "S{\\o}ren {\\AA}s|Søren Ås",
                "R\\&D at 95\\% of \\$5 \\#1 a\\_b|R&D at 95% of $5 #1 a_b",
                "pages 1--3 --- so ``he'' said|pages 1–3 — so “he” said",
                "{IEEE} {T}ransactions|IEEE Transactions",
                "\\emph{very} {\\it fast} \\textbf{x}|very fast x",
                "a~b\\,c|a b c",
                "O($n^{2} \\log n$) time|O($n^{2} \\log n$) time",
                "a $5 note|a $5 note",
                "\\url{http://x.org/\\~{}me}|http://x.org/~me",
                "\\TeX{} and {\\LaTeX}|TeX and LaTeX",
                "co\\-op\\-er\\-ate|cooperate",
                "see \\cite{knuth}!|see !",
                "ends with \\|ends with \\",
                "{unclosed\\'|unclosed",
                "\\'{\\^e}|ế",
                "\\alpha-helix|α-helix",
                "{\\TUG}|TUG",
                "{{\\CSTUG{}}}|CSTUG",
                "The {\\TUB} and the \\TUB{} once more|The TUB and the TUB once more",
                "\\emph{}{\\bf}\\textsc{}\\mathrm{}nothing{\\relax}|nothing",
            })
    void writesOut(String tex, String plain) {
        assertThat(TexText.plain(tex)).isEqualTo(plain == null ? "" : plain);
    }

    @Test
    void writesOutPathsBetweenBars() {
        assertThat(TexText.plain("mail \\path|a_b@c.org| to")).isEqualTo("mail a_b@c.org to");
    }

    @Test
    void leavesPlainTextAlone() {
        String plain = "Plain – already, p < 0.05 and “done”";
        assertThat(TexText.plain(plain)).isEqualTo(plain);
    }

    @Test
    void staysQuickOnHostileText() {
        for (String s : new String[] {"\\", "{", "$", "\\'", "\\'{", "\\\"\\", "\\cite{", "-", "`"})
            assertThat(TexText.plain(s.repeat(200_000)).length()).isLessThanOrEqualTo(400_001);
    }
}
