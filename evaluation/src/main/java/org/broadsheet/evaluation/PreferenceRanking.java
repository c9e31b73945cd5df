package org.broadsheet.evaluation;

import java.util.BitSet;
import java.util.List;

/// All that a measure of preferences sees of one topic: the judged documents in the order of a ranking,
/// and what each judge prefers. Places are counted from 0; those from [#retrieved] on were not retrieved
/// and stand in the order of their ids.
///
/// Documents of equal score stand by the bytes of their id, lowest first. That is how trec_eval orders
/// them for preferences, and the other way round for everything else.
///
/// @param size      how many documents any judge names
/// @param retrieved how many of them were retrieved
public record PreferenceRanking(int size, int retrieved, List<Judge> judges) {
    static final PreferenceRanking NONE = new PreferenceRanking(0, 0, List.of());

    public PreferenceRanking {
        judges = List.copyOf(judges);
    }

    /// What one judge prefers, by places.
    public static final class Judge {
        private final double[] levels;
        private final int[] documents;
        private final List<BitSet> preferred;

        Judge(double[] levels, int[] documents, List<BitSet> preferred) {
            this.levels = levels;
            this.documents = documents;
            this.preferred = preferred;
        }

        /// Above 0 relevant, 0 not, NaN where this judge does not name the document.
        public double level(int place) {
            return levels[place];
        }

        /// Whether one set holds all that this judge says, so that levels alone decide.
        public boolean inOneSet() {
            return preferred.isEmpty();
        }

        /// Whether the document at place `a` is preferred to the one at place `b`.
        public boolean prefers(int a, int b) {
            return preferred.isEmpty()
                    ? levels[a] > levels[b]
                    : preferred.get(documents[a]).get(documents[b]);
        }
    }
}
