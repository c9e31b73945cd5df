package org.broadsheet.evaluation.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a learned matcher sees of question, reference and answer. Not symmetric in the last two.
final class AnswerFeatures {
    private static final List<String> ASKING =
            List.of("who", "when", "where", "what", "which", "how many", "how much", "how", "why");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+([.,][0-9]+)*");
    private static final Set<String> DENIALS =
            Set.of("not", "no", "never", "none", "unknown", "unclear", "cannot", "sorry");

    private AnswerFeatures() {}

    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                "token F1",
                "exact match",
                "share of reference words in answer",
                "share of answer words in reference",
                "letter trigrams shared",
                "reference within answer",
                "answer within reference",
                "share of reference stems in answer",
                "last reference word in answer",
                "numbers shared",
                "a number of the reference missing",
                "another number in place of the reference's",
                "log words of answer",
                "log words of reference",
                "log words new in answer",
                "share of answer words in question",
                "share of reference words in question",
                "share of reference words, those of the question aside, in answer",
                "answer denies"));
        ASKING.forEach(a -> names.add("asks " + a));
        return List.copyOf(names);
    }

    static double[] of(String question, String reference, String candidate) {
        List<String> q = AnswerText.tokens(question);
        List<String> r = AnswerText.tokens(reference);
        List<String> c = AnswerText.tokens(candidate);
        String wholeR = String.join(" ", r);
        String wholeC = String.join(" ", c);
        int shared = AnswerMeasures.shared(c, r);
        Set<String> numbersR = numbers(reference);
        Set<String> numbersC = numbers(candidate);
        long both = numbersR.stream().filter(numbersC::contains).count();
        Set<String> asked = new HashSet<>(q);
        Set<String> inC = new HashSet<>(c);
        List<String> core = r.stream().filter(t -> !asked.contains(t)).toList();
        long fresh =
                c.stream().filter(t -> !r.contains(t) && !asked.contains(t)).count();
        double[] f = {
            AnswerMeasures.f1(candidate, reference),
            wholeR.equals(wholeC) ? 1 : 0,
            share(shared, r.size()),
            share(shared, c.size()),
            dice(trigrams(wholeR), trigrams(wholeC)),
            AnswerMeasures.contains(wholeC, wholeR) ? 1 : 0,
            AnswerMeasures.contains(wholeR, wholeC) ? 1 : 0,
            share(AnswerMeasures.shared(stems(c), stems(r)), r.size()),
            !r.isEmpty() && inC.contains(r.getLast()) ? 1 : 0,
            share(both, numbersR.size()),
            both < numbersR.size() ? 1 : 0,
            both < numbersR.size() && both < numbersC.size() ? 1 : 0,
            Math.log1p(c.size()),
            Math.log1p(r.size()),
            Math.log1p((double) fresh),
            share(c.stream().filter(asked::contains).count(), c.size()),
            share(r.size() - core.size(), r.size()),
            core.isEmpty()
                    ? share(shared, r.size())
                    : share(core.stream().filter(inC::contains).count(), core.size()),
            c.stream().anyMatch(DENIALS::contains) ? 1 : 0
        };
        double[] all = Arrays.copyOf(f, f.length + ASKING.size());
        String text = question.toLowerCase(Locale.ROOT);
        for (int i = 0; i < ASKING.size(); i++)
            if (AnswerMeasures.contains(text, ASKING.get(i))) {
                all[f.length + i] = 1;
                break;
            }
        return all;
    }

    private static double share(long part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static Set<String> numbers(String text) {
        Set<String> numbers = new HashSet<>();
        NUMBER.matcher(text).results().forEach(m -> numbers.add(m.group().replace(",", "")));
        return numbers;
    }

    private static List<String> stems(List<String> words) {
        return words.stream().map(PorterStemmer::stem).toList();
    }

    private static Map<String, Integer> trigrams(String text) {
        String padded = " " + text + " ";
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i + 3 <= padded.length(); i++) counts.merge(padded.substring(i, i + 3), 1, Integer::sum);
        return counts;
    }

    private static double dice(Map<String, Integer> a, Map<String, Integer> b) {
        int total = 0;
        int shared = 0;
        for (int n : a.values()) total += n;
        for (int n : b.values()) total += n;
        for (Map.Entry<String, Integer> e : a.entrySet())
            shared += Math.min(e.getValue(), b.getOrDefault(e.getKey(), 0));
        return total == 0 ? 0 : 2.0 * shared / total;
    }
}
