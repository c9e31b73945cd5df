package org.broadsheet.retrieval;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// How text becomes terms: English stems and stop words for text, plain folded words for names. `C++`, `C#` and `F#`
/// stay words of their own. Texts without spaces between words (Chinese, Japanese) are looked up sign by sign.
final class PaperAnalyzer extends Analyzer {
    /// Stands before the first letter of each part of a name, as an extra term at the same place: `^o` for `Omar`.
    static final char INITIAL = '^';
    /// Places between two values of one field, so that no phrase reaches from a title into the text or from one author
    /// to the next.
    private static final int GAP = 100;

    private static final NormalizeCharMap LANGUAGES = languages();

    PaperAnalyzer() {
        super(Analyzer.PER_FIELD_REUSE_STRATEGY);
    }

    private static NormalizeCharMap languages() {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        map.add("C++", "cplusplus");
        map.add("c++", "cplusplus");
        map.add("C#", "csharp");
        map.add("F#", "fsharp");
        return map.build();
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }

    @Override
    protected Reader initReader(String field, Reader reader) {
        if (field.equals(IndexFields.AUTHOR)) return reader;
        // Mapping costs as much as everything after it, and hardly a text has anything to map.
        String text = read(reader);
        boolean plain = text.indexOf('+') < 0 && text.indexOf('#') < 0;
        return plain ? new StringReader(text) : new MappingCharFilter(LANGUAGES, new StringReader(text));
    }

    private static String read(Reader reader) {
        try (reader) {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        TokenStream stream = words;
        if (field.equals(IndexFields.AUTHOR)) {
            stream = new Initials(new ASCIIFoldingFilter(new LowerCaseFilter(stream)));
        } else {
            stream = new LowerCaseFilter(new EnglishPossessiveFilter(stream));
            stream = new ASCIIFoldingFilter(stream);
            stream = new StopFilter(stream, EnglishAnalyzer.getDefaultStopSet());
            stream = new PorterStemFilter(stream);
        }
        return new TokenStreamComponents(words, stream);
    }

    /// After each part of a name its initial, at the same place.
    private static final class Initials extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private int initial = -1;

        Initials(TokenStream input) {
            super(input);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (initial >= 0) {
                term.setEmpty().append(INITIAL).append(Character.toString(initial));
                step.setPositionIncrement(0);
                initial = -1;
                return true;
            }
            if (!input.incrementToken()) return false;
            if (term.length() > 0) initial = Character.codePointAt(term, 0);
            return true;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            initial = -1;
        }
    }
}
