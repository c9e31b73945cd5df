package org.broadsheet.corpus.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.jspecify.annotations.Nullable;

/// What two records have in common, a number from 0 to 1 for each kind of evidence.
///
/// @param values what is missing is 0
record Comparison(Map<Evidence, Double> values) {

    /// The kinds of evidence.
    enum Evidence {
        BASE,
        TITLE_SAME,
        TITLE_LETTERS,
        TITLE_WORDS,
        TITLE_SHORT,
        /// One title has a number that the other lacks.
        NUMBERS_DIFFER,
        /// Each title has a number that the other lacks.
        NUMBERS_CONFLICT,
        AUTHORS_SHARED,
        AUTHORS_FIRST,
        AUTHORS_MISSING,
        AUTHORS_NONE_SHARED,
        YEAR_SAME,
        YEAR_NEAR,
        YEAR_FAR,
        YEAR_MISSING,
        VENUE_ALIKE,
        VENUE_OF_ANOTHER_KIND,
        VENUE_MISSING
    }

    private static final Set<String> CONFERENCES = Set.of(
            "vldb", "sigmod", "kdd", "sigir", "neurips", "nips", "icml", "iclr", "acl", "emnlp", "naacl", "eacl",
            "coling", "cvpr", "iccv", "eccv", "aaai", "ijcai", "www", "cikm", "wsdm", "recsys", "ecir", "aistats",
            "uai", "colt");

    private static final Map<String, String> NUMBER_WORDS = Map.ofEntries(
            Map.entry("i", "1"),
            Map.entry("ii", "2"),
            Map.entry("iii", "3"),
            Map.entry("iv", "4"),
            Map.entry("v", "5"),
            Map.entry("vi", "6"),
            Map.entry("vii", "7"),
            Map.entry("viii", "8"),
            Map.entry("ix", "9"),
            Map.entry("x", "10"),
            Map.entry("first", "1"),
            Map.entry("second", "2"),
            Map.entry("third", "3"),
            Map.entry("fourth", "4"),
            Map.entry("fifth", "5"),
            Map.entry("sixth", "6"),
            Map.entry("seventh", "7"),
            Map.entry("eighth", "8"),
            Map.entry("ninth", "9"),
            Map.entry("tenth", "10"));

    /// Without `may`, which is a verb more often.
    private static final Set<String> MONTHS = Set.of(
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    static Comparison of(Metadata a, Metadata b) {
        Map<Evidence, Double> v = new EnumMap<>(Evidence.class);
        v.put(Evidence.BASE, 1.0);
        titles(a.title(), b.title(), v);
        authors(a, b, v);
        years(a.published(), b.published(), v);
        venues(a.publication().venue(), b.publication().venue(), v);
        return new Comparison(v);
    }

    double value(Evidence e) {
        return values.getOrDefault(e, 0.0);
    }

    private static void titles(String a, String b, Map<Evidence, Double> v) {
        String x = Words.squashed(a);
        String y = Words.squashed(b);
        List<String> xs = Words.telling(a);
        List<String> ys = Words.telling(b);
        v.put(Evidence.TITLE_SAME, !x.isEmpty() && x.equals(y) ? 1.0 : 0.0);
        v.put(Evidence.TITLE_LETTERS, Words.trigramSimilarity(x, y));
        double contained = Words.containment(xs, ys);
        v.put(Evidence.TITLE_WORDS, contained * contained);
        v.put(Evidence.TITLE_SHORT, Math.min(xs.size(), ys.size()) <= 3 ? 1.0 : 0.0);
        Set<String> xn = numbers(xs);
        Set<String> yn = numbers(ys);
        v.put(Evidence.NUMBERS_DIFFER, xn.equals(yn) ? 0.0 : 1.0);
        v.put(Evidence.NUMBERS_CONFLICT, xn.containsAll(yn) || yn.containsAll(xn) ? 0.0 : 1.0);
    }

    /// Numbers in figures, Roman figures and words, and months: what makes `Part I` another paper than
    /// `Part II`, and the report of April another than that of September.
    private static Set<String> numbers(List<String> words) {
        Set<String> numbers = new TreeSet<>();
        for (String w : words) {
            if (NUMBER_WORDS.containsKey(w)) numbers.add(NUMBER_WORDS.get(w));
            else if (MONTHS.contains(w)) numbers.add(w);
            else if (w.chars().anyMatch(Character::isDigit))
                numbers.add(w.replaceFirst("^0+(?=\\d)", "").replaceFirst("(?<=\\d)(?:st|nd|rd|th)$", ""));
        }
        return numbers;
    }

    private static void authors(Metadata a, Metadata b, Map<Evidence, Double> v) {
        List<PersonName> x = a.authors().stream().limit(200).map(PersonName::of).toList();
        List<PersonName> y = b.authors().stream().limit(200).map(PersonName::of).toList();
        if (x.isEmpty() || y.isEmpty()) {
            v.put(Evidence.AUTHORS_MISSING, 1.0);
            return;
        }
        int shared = Math.max(shared(x, y), shared(y, x));
        int fewer = Math.min(x.size(), y.size());
        v.put(Evidence.AUTHORS_SHARED, (double) shared / fewer);
        v.put(Evidence.AUTHORS_NONE_SHARED, shared == 0 ? 1.0 : 0.0);
        v.put(Evidence.AUTHORS_FIRST, x.getFirst().maybe(y.getFirst()) ? 1.0 : 0.0);
    }

    private static int shared(List<PersonName> x, List<PersonName> y) {
        List<PersonName> rest = new ArrayList<>(y);
        int shared = 0;
        for (PersonName name : x) {
            for (int i = 0; i < rest.size(); i++) {
                if (name.maybe(rest.get(i))) {
                    rest.remove(i);
                    shared++;
                    break;
                }
            }
        }
        return shared;
    }

    private static void years(@Nullable PartialDate a, @Nullable PartialDate b, Map<Evidence, Double> v) {
        if (a == null || b == null) {
            v.put(Evidence.YEAR_MISSING, 1.0);
            return;
        }
        int apart = Math.abs(a.year() - b.year());
        if (apart == 0) v.put(Evidence.YEAR_SAME, 1.0);
        else if (apart == 1) v.put(Evidence.YEAR_NEAR, 1.0);
        else v.put(Evidence.YEAR_FAR, Math.min(1.0, apart / 4.0));
    }

    private static void venues(@Nullable String a, @Nullable String b, Map<Evidence, Double> v) {
        if (a == null || b == null) v.put(Evidence.VENUE_MISSING, 1.0);
        else {
            v.put(Evidence.VENUE_ALIKE, venueSimilarity(a, b));
            Kind x = kind(a);
            Kind y = kind(b);
            v.put(Evidence.VENUE_OF_ANOTHER_KIND, x != Kind.UNKNOWN && y != Kind.UNKNOWN && x != y ? 1.0 : 0.0);
        }
    }

    /// Alike where one's words, or their beginnings or initials, are in the other: `J. Mach. Learn. Res.`
    /// and `Journal of Machine Learning Research`, `VLDB` and `Very Large Data Bases`.
    private static double venueSimilarity(String a, String b) {
        List<String> x = Words.telling(a);
        List<String> y = Words.telling(b);
        if (x.isEmpty() || y.isEmpty()) return 0;
        if (x.size() == y.size()) return Math.max(venueIn(x, y), venueIn(y, x));
        return x.size() < y.size() ? venueIn(x, y) : venueIn(y, x);
    }

    private static double venueIn(List<String> small, List<String> large) {
        Set<String> heads = new HashSet<>(large);
        StringBuilder initials = new StringBuilder();
        for (String w : large) initials.append(w.charAt(0));
        int found = 0;
        for (String w : small) {
            boolean in = heads.contains(w)
                    || (w.length() >= 3 && initials.indexOf(w) >= 0)
                    || (w.length() >= 3
                            && large.stream().anyMatch(l -> l.startsWith(w) || (l.length() >= 3 && w.startsWith(l))));
            if (in) found++;
        }
        return (double) found / small.size();
    }

    private enum Kind {
        JOURNAL,
        CONFERENCE,
        UNKNOWN
    }

    /// A conference paper and its later journal version share title and authors and are two papers.
    private static Kind kind(String venue) {
        for (String w : Words.of(venue)) {
            if (w.equals("j")
                    || w.startsWith("journal")
                    || w.startsWith("trans")
                    || w.equals("record")
                    || w.equals("letters")) return Kind.JOURNAL;
        }
        for (String w : Words.of(venue))
            if (w.startsWith("proc") || w.startsWith("conf") || w.equals("symposium") || CONFERENCES.contains(w))
                return Kind.CONFERENCE;
        return Words.folded(venue).contains("very large") ? Kind.CONFERENCE : Kind.UNKNOWN;
    }
}
