package org.broadsheet.ranking.fusion;

import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;

/// Brings the scores of one ranking onto a scale it can share with another's. Monotone: order is kept.
public enum Normalization {
    /// Scores as they are.
    NONE {
        @Override
        Scale of(Ranking<?> ranking) {
            return new Scale(0, 1);
        }
    },
    /// The lowest score becomes 0, the highest 1; where all are equal, all become 0.
    MIN_MAX {
        @Override
        Scale of(Ranking<?> ranking) {
            if (ranking.isEmpty()) return new Scale(0, 1);
            double high = ranking.scored().getFirst().score();
            double low = ranking.scored().getLast().score();
            return new Scale(low, high - low);
        }
    },
    /// Zero stays zero and the highest score becomes 1: for scores with a true zero, such as BM25's.
    MAX {
        @Override
        Scale of(Ranking<?> ranking) {
            return ranking.isEmpty()
                    ? new Scale(0, 1)
                    : new Scale(0, ranking.scored().getFirst().score());
        }
    },
    /// Mean 0, standard deviation 1 (of all scores in the ranking).
    Z_SCORE {
        @Override
        Scale of(Ranking<?> ranking) {
            if (ranking.isEmpty()) return new Scale(0, 1);
            double sum = 0;
            for (Scored<?> s : ranking) sum += s.score();
            double mean = sum / ranking.size();
            double squares = 0;
            for (Scored<?> s : ranking) squares += (s.score() - mean) * (s.score() - mean);
            return new Scale(mean, Math.sqrt(squares / ranking.size()));
        }
    };

    abstract Scale of(Ranking<?> ranking);

    /// `(score - zero) / unit`, and 0 where the unit is 0.
    record Scale(double zero, double unit) {
        double apply(double score) {
            return unit > 0 ? (score - zero) / unit : 0;
        }
    }
}
