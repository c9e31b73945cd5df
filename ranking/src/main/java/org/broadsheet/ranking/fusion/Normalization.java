package org.broadsheet.ranking.fusion;

import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;

/// Brings the scores of one ranking onto a scale it can share with another's. Monotone: order is kept.
public enum Normalization {
    /// Scores as they are.
    NONE {
        @Override
        public Scale of(double[] scores) {
            return new Scale(0, 1);
        }
    },
    /// The lowest score becomes 0, the highest 1; where all are equal, all become 0.
    MIN_MAX {
        @Override
        public Scale of(double[] scores) {
            if (scores.length == 0) return new Scale(0, 1);
            double low = scores[0];
            double high = scores[0];
            for (double s : scores) {
                low = Math.min(low, s);
                high = Math.max(high, s);
            }
            return new Scale(low, high - low);
        }
    },
    /// Zero stays zero and the highest score becomes 1: for scores with a true zero, such as BM25's.
    MAX {
        @Override
        public Scale of(double[] scores) {
            if (scores.length == 0) return new Scale(0, 1);
            double high = scores[0];
            for (double s : scores) high = Math.max(high, s);
            return new Scale(0, high);
        }
    },
    /// Mean 0, standard deviation 1 (of all the scores, not of a sample of them).
    Z_SCORE {
        @Override
        public Scale of(double[] scores) {
            if (scores.length == 0) return new Scale(0, 1);
            double sum = 0;
            for (double s : scores) sum += s;
            double mean = sum / scores.length;
            double squares = 0;
            for (double s : scores) squares += (s - mean) * (s - mean);
            return new Scale(mean, Math.sqrt(squares / scores.length));
        }
    };

    /// The scale for these scores, in any order; the identity where there are none.
    public abstract Scale of(double[] scores);

    Scale of(Ranking<?> ranking) {
        double[] scores = new double[ranking.size()];
        int i = 0;
        for (Scored<?> s : ranking) scores[i++] = s.score();
        return of(scores);
    }

    /// `(score - zero) / unit`, and 0 where the unit is 0.
    ///
    /// @param zero the score that becomes 0
    /// @param unit the difference that becomes 1; 0 or less where all scores count the same
    public record Scale(double zero, double unit) {
        public double apply(double score) {
            return unit > 0 ? (score - zero) / unit : 0;
        }
    }
}
