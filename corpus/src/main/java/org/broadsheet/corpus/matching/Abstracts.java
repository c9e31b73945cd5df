package org.broadsheet.corpus.matching;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// How alike two abstracts are, by the words that tell one work from another.
///
/// Two abstracts of one field share half of their words in any case: the grammar's, and those every paper
/// has (`study`, `results`, `method`). They are left out, and so are endings, so that what remains is what
/// the work is about.
final class Abstracts {
    /// Fewer telling words than these say nothing.
    private static final int ENOUGH = 10;

    /// Of a long text only the beginning is compared: sources cut abstracts, none of them in front.
    private static final int COMPARED = 80;

    private static final Set<String> COMMON = Set.of("""
            about above according across after again against aim aims all allow allows almost along already also although
            always among analysis and another any application applied approach approaches apply are around article author
            authors based because become been before being best better between both but can case cases certain compared
            concerning conclusion conclusions consider considered could current data derived describe described describes
            describing design develop developed development different discuss discussed discusses discussion does done
            during each effect effective either especially even evaluate evaluated evaluation every evidence examine
            examined example examples few field finally find findings first five following for found four framework from
            further furthermore general generally give given gives great group had has have having help here high how
            however important improve include included includes including increase information into introduce introduced
            investigate investigated its itself just know known large last later least less level like literature made main
            major make makes many may means method methodology methods might model models more moreover most much must
            necessary need needs neither new not novel now number objective obtain obtained often only other others our over
            own paper papers part particular per perform performance performed point possible present presented presents
            problem problems process propose proposed proposes provide provided provides purpose rather recent recently
            related reported report reports required research result results review same second see seen several should show
            showed shown shows significant significantly similar simple since single small some state studies study such
            suggest suggested system systems take technique techniques than that the their them then theory there therefore
            these they third this those three through thus time together too toward towards two type types under understand
            understanding until upon use used useful user users using usually value values various very was way ways well
            were what when where whether which while who whole whose why will with within without work works would year
            years yet""".split("\\s+"));

    private Abstracts() {}

    /// Share of the telling words of the one with fewer that the other has too, 0 to 1; symmetric. Empty
    /// where either has too few words to say.
    static OptionalDouble likeness(String a, String b) {
        Set<String> x = telling(a);
        Set<String> y = telling(b);
        if (x.size() < ENOUGH || y.size() < ENOUGH) return OptionalDouble.empty();
        int shared = 0;
        for (String w : x) if (y.contains(w)) shared++;
        return OptionalDouble.of((double) shared / Math.min(x.size(), y.size()));
    }

    private static Set<String> telling(String text) {
        Set<String> telling = new LinkedHashSet<>();
        for (String w : Words.of(text)) {
            if (telling.size() == COMPARED) break;
            if (w.length() >= 3 && !COMMON.contains(w)) telling.add(stem(w));
        }
        return telling;
    }

    /// Without the commonest English endings; crude, but alike for both.
    private static String stem(String word) {
        for (String ending : List.of("ing", "ed", "es", "s", "e"))
            if (word.endsWith(ending) && word.length() - ending.length() >= 4)
                return word.substring(0, word.length() - ending.length());
        return word;
    }
}
