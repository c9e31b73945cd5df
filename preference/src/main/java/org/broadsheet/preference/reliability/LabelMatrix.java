package org.broadsheet.preference.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.broadsheet.preference.judgment.Choice;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.RankedPreference;
import org.broadsheet.preference.judgment.Rating;
import org.broadsheet.preference.judgment.Thumb;

/// Which judge gave which item which label. Not every judge sees every item, and a judge may label an
/// item several times. Immutable.
public final class LabelMatrix {
    private static final int MOST_LABELS = 1_000;

    private final List<String> items;
    private final List<String> judges;
    private final List<String> labels;
    /// The labels of item i are `start[i]` to `start[i + 1]`.
    private final int[] start;

    private final int[] judge;
    private final int[] label;

    private LabelMatrix(Builder builder) {
        items = List.copyOf(builder.items.keySet());
        judges = List.copyOf(builder.judges.keySet());
        labels = List.copyOf(builder.labels);
        int n = builder.given.stream().mapToInt(List::size).sum();
        start = new int[items.size() + 1];
        judge = new int[n];
        label = new int[n];
        int at = 0;
        for (int i = 0; i < items.size(); i++) {
            for (Given g : builder.given.get(i)) {
                judge[at] = g.judge;
                label[at++] = Collections.binarySearch(labels, g.label);
            }
            start[i + 1] = at;
        }
    }

    private record Given(int judge, String label) {}

    public static Builder builder() {
        return new Builder();
    }

    /// Thumbs as `up` and `down`, and ratings as their number; other judgments compare items and are
    /// passed over.
    ///
    /// @throws IllegalArgumentException where a thumb or a rating does not say whose it is, or none is
    ///                                  there
    public static LabelMatrix of(Collection<? extends Judgment<?, ?>> judgments) {
        Builder builder = builder();
        for (Judgment<?, ?> j : judgments)
            switch (j) {
                case Thumb<?, ?> t -> builder.add(judge(t), String.valueOf(t.item()), t.up() ? "up" : "down");
                case Rating<?, ?> r -> builder.add(judge(r), String.valueOf(r.item()), plain(r.value()));
                case PairwisePreference<?, ?> _, RankedPreference<?, ?> _, Choice<?, ?> _ -> {}
            }
        return builder.build();
    }

    private static String judge(Judgment<?, ?> judgment) {
        String judge = judgment.occasion().judge();
        if (judge.isBlank())
            throw new IllegalArgumentException("a judgment of " + judgment.items()
                    + " has no judge; who said it must be known where judges are to be told apart");
        return judge;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// Collects labels one by one.
    public static final class Builder {
        private final Map<String, Integer> items = new LinkedHashMap<>();
        private final Map<String, Integer> judges = new LinkedHashMap<>();
        private final TreeSet<String> labels = new TreeSet<>();
        private final List<List<Given>> given = new ArrayList<>();

        private Builder() {}

        /// Says that there is such a label, though perhaps nobody gave it.
        ///
        /// @throws IllegalArgumentException for a blank label, or the 1,001st
        public Builder label(String label) {
            if (label.isBlank()) throw new IllegalArgumentException("a label is not blank");
            labels.add(label);
            if (labels.size() > MOST_LABELS)
                throw new IllegalArgumentException("there are more than " + MOST_LABELS
                        + " different labels; numbers on a scale should be put into classes first");
            return this;
        }

        /// One label given by one judge.
        ///
        /// @throws IllegalArgumentException where a name is blank
        public Builder add(String judge, String item, String label) {
            if (judge.isBlank() || item.isBlank())
                throw new IllegalArgumentException(
                        "judges and items have names, but one label is of \"" + judge + "\" for \"" + item + "\"");
            label(label);
            int j = judges.computeIfAbsent(judge, _ -> judges.size());
            int i = items.computeIfAbsent(item, _ -> {
                given.add(new ArrayList<>());
                return given.size() - 1;
            });
            given.get(i).add(new Given(j, label));
            return this;
        }

        /// @throws IllegalArgumentException where no label was given
        public LabelMatrix build() {
            if (given.isEmpty()) throw new IllegalArgumentException("there are no labels; at least one is needed");
            return new LabelMatrix(this);
        }
    }

    /// In the order in which they were first met.
    public List<String> items() {
        return items;
    }

    /// In the order in which they were first met.
    public List<String> judges() {
        return judges;
    }

    /// The different labels, sorted.
    public List<String> labels() {
        return labels;
    }

    /// How many labels were given.
    public int size() {
        return label.length;
    }

    /// How many labels a judge gave.
    int given(int wanted) {
        return (int) Arrays.stream(judge).filter(j -> j == wanted).count();
    }

    int start(int item) {
        return start[item];
    }

    int end(int item) {
        return start[item + 1];
    }

    int judgeAt(int place) {
        return judge[place];
    }

    int labelAt(int place) {
        return label[place];
    }
}
