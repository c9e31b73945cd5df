package org.broadsheet.evaluation;

/// How the values of a measure for many topics become one number.
public enum Aggregation {
    MEAN {
        @Override
        public double of(double[] values) {
            return values.length == 0 ? 0 : SUM.of(values) / values.length;
        }
    },
    SUM {
        @Override
        public double of(double[] values) {
            double sum = 0;
            for (double value : values) sum += value;
            return sum;
        }
    },
    /// exp of the mean of ln(max(value, 1e-5)), so that a topic without success does not make the whole 0 (Robertson
    /// 2006).
    GEOMETRIC_MEAN {
        @Override
        public double of(double[] values) {
            if (values.length == 0) return 0;
            double sum = 0;
            for (double value : values) sum += Math.log(Math.max(value, LEAST));
            return Math.exp(sum / values.length);
        }
    };

    private static final double LEAST = 0.00001;

    /// @param values one for each topic, added in this order; without any the result is 0
    public abstract double of(double[] values);
}
