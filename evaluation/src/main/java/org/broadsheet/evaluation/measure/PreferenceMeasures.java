package org.broadsheet.evaluation.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.PreferenceRanking;
import org.broadsheet.evaluation.PreferenceRanking.Judge;

/// Measures of how many preferences between documents a ranking keeps; definitions and numbers are
/// trec_eval's.
///
/// A preference of a to b is kept where a stands above b, also where only a was retrieved. Where neither
/// was it counts as broken ([Scope#ALL]) or not at all ([Scope#IMPLIED]); with [Scope#RETRIEVED] both
/// have to be retrieved.
final class PreferenceMeasures {
    private PreferenceMeasures() {}

    /// Which preferences count.
    enum Scope {
        ALL(""),
        RETRIEVED("_ret"),
        IMPLIED("_imp");

        private final String suffix;

        Scope(String suffix) {
            this.suffix = suffix;
        }
    }

    /// Kept preferences and all of them.
    private record Count(long kept, long all) {
        double share() {
            return RelevanceMeasures.over((double) kept, (double) all);
        }

        Count plus(Count other) {
            return new Count(kept + other.kept, all + other.all);
        }
    }

    static Formula possible() {
        return Formula.count("prefs_num_prefs_poss", r -> (double) all(r, Scope.ALL).all);
    }

    static Formula fulfilled() {
        return Formula.count("prefs_num_prefs_ful", r -> (double) all(r, Scope.ALL).kept);
    }

    static Formula fulfilledRetrieved() {
        return Formula.count("prefs_num_prefs_ful_ret", r -> (double) all(r, Scope.RETRIEVED).kept);
    }

    /// The share of all preferences kept, whoever has them.
    static Formula simple(Scope scope) {
        return Formula.share("prefs_simp" + scope.suffix, r -> all(r, scope).share());
    }

    /// The share kept of each judge's preferences, averaged over judges.
    static Formula judges(Scope scope) {
        return Formula.share(
                "prefs_avgjg" + scope.suffix,
                r -> meanOverJudges(r, judge -> count(ranking(r), judge, scope).share()));
    }

    /// The share of judges that each pair of documents satisfies, averaged over pairs.
    static Formula pairs(Scope scope) {
        return Formula.share("prefs_pair" + scope.suffix, r -> {
            PreferenceRanking ranking = ranking(r);
            int rows = scope == Scope.ALL ? ranking.size() : ranking.retrieved();
            int columns = scope == Scope.RETRIEVED ? ranking.retrieved() : ranking.size();
            double sum = 0;
            long pairs = 0;
            for (int a = 0; a < rows; a++)
                for (int b = a + 1; b < columns; b++) {
                    int kept = 0;
                    int broken = 0;
                    for (Judge judge : ranking.judges()) {
                        if (judge.prefers(a, b)) kept++;
                        if (judge.prefers(b, a)) broken++;
                    }
                    if (kept + broken == 0) continue;
                    pairs++;
                    if (a < ranking.retrieved()) sum += (double) kept / (kept + broken);
                }
            return RelevanceMeasures.over(sum, (double) pairs);
        });
    }

    /// As [#judges], with as many documents that are not relevant as there are relevant ones: the first
    /// of them where there are more, and further ones, all kept, where there are fewer. This is bpref's
    /// idea.
    ///
    /// As in trec_eval, preferences of a judge with one set count each such document also against those
    /// like it, and the documents added for `_ret` count against all relevant ones.
    ///
    /// @param retrieved whether only retrieved documents count
    static Formula balanced(boolean retrieved) {
        return Formula.share("prefs_avgjg_Rnonrel" + (retrieved ? "_ret" : ""), r -> {
            PreferenceRanking ranking = ranking(r);
            double mean = meanOverJudges(r, judge -> balanced(ranking, judge, retrieved));
            return mean > 0 ? mean : 0; // a judge without any preference makes it NaN
        });
    }

    private static double balanced(PreferenceRanking ranking, Judge judge, boolean retrieved) {
        int looked = retrieved ? ranking.retrieved() : ranking.size();
        long relevant = 0;
        long allRelevant = 0;
        long retrievedRelevant = 0;
        long nonrelevant = 0;
        for (int place = 0; place < ranking.size(); place++) {
            double level = judge.level(place);
            if (level > 0) {
                allRelevant++;
                if (place < looked) relevant++;
                if (place < ranking.retrieved()) retrievedRelevant++;
            } else if (level == 0 && place < looked) nonrelevant++;
        }
        if (relevant >= nonrelevant) {
            Count count = count(ranking, judge, retrieved ? Scope.RETRIEVED : Scope.ALL);
            long added = relevant - nonrelevant;
            return (double) (count.kept + retrievedRelevant * added) / (double) (count.all + allRelevant * added);
        }
        // The last place whose document, where it is not relevant, still counts.
        long keep = judge.inOneSet() ? relevant : allRelevant;
        int last = -1;
        for (int place = 0; place < looked; place++) if (judge.level(place) == 0 && keep-- > 0) last = place;
        long kept = 0;
        long all = 0;
        for (int a = 0; a < looked; a++) {
            if (Double.isNaN(judge.level(a))) continue;
            for (int b = 0; b < looked; b++) {
                boolean counts = judge.inOneSet()
                        ? judge.level(b) == 0 ? b <= last : judge.prefers(a, b)
                        : (judge.level(a) > 0 || a <= last) && (judge.level(b) > 0 || b <= last) && judge.prefers(a, b);
                if (!counts) continue;
                all++;
                if (a < b && a < ranking.retrieved()) kept++;
            }
        }
        return (double) kept / (double) all;
    }

    private static double meanOverJudges(JudgedRanking r, ToDoubleFunction<Judge> each) {
        List<Judge> judges = ranking(r).judges();
        double sum = 0;
        for (Judge judge : judges) sum += each.applyAsDouble(judge);
        return sum / judges.size();
    }

    private static Count all(JudgedRanking r, Scope scope) {
        Count sum = new Count(0, 0);
        for (Judge judge : ranking(r).judges()) sum = sum.plus(count(ranking(r), judge, scope));
        return sum;
    }

    private static Count count(PreferenceRanking ranking, Judge judge, Scope scope) {
        long kept = 0;
        long all = 0;
        int columns = scope == Scope.RETRIEVED ? ranking.retrieved() : ranking.size();
        for (int a = 0; a < columns; a++)
            for (int b = 0; b < columns; b++) {
                if (!judge.prefers(a, b)) continue;
                int first = Math.min(a, b);
                if (scope == Scope.IMPLIED && first >= ranking.retrieved()) continue;
                all++;
                if (a == first && a < ranking.retrieved()) kept++;
            }
        return new Count(kept, all);
    }

    private static PreferenceRanking ranking(JudgedRanking r) {
        if (r.preferences().judges().isEmpty())
            throw new IllegalArgumentException("measures of preferences need judgments that are preferences;"
                    + " read them with -R prefs, or levels as preferences with -R qrels_prefs");
        return r.preferences();
    }
}
