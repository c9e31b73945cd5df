package org.broadsheet.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The values of one measure for one system, topic by topic: what significance tests, adjudication and the
/// aggregation of systems work on. Immutable.
public final class PerQueryScores {
    private final String system;
    private final String measure;
    private final List<String> topics;
    private final double[] values;

    /// @param system  name of what was measured
    /// @param measure name of the measure
    /// @param topics  distinct; may be empty
    /// @param values  a finite number for each topic, in the same order
    public PerQueryScores(String system, String measure, List<String> topics, double[] values) {
        this.system = system;
        this.measure = measure;
        this.topics = List.copyOf(topics);
        this.values = values.clone();
        if (this.topics.size() != this.values.length)
            throw new IllegalArgumentException(
                    system + " has " + values.length + " values for " + topics.size() + " topics; give one for each");
        if (new HashSet<>(this.topics).size() < this.topics.size())
            throw new IllegalArgumentException("a topic has one value, but some are named twice for " + system);
        for (int i = 0; i < values.length; i++)
            if (!Double.isFinite(values[i]))
                throw new IllegalArgumentException(measure + " of " + system + " is " + values[i] + " for topic "
                        + topics.get(i) + "; values are finite");
    }

    public String system() {
        return system;
    }

    public String measure() {
        return measure;
    }

    public List<String> topics() {
        return topics;
    }

    public int size() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }

    /// One value for each of [#topics], in that order.
    public double[] values() {
        return values.clone();
    }

    /// The arithmetic mean over topics, or 0 where there are none.
    public double mean() {
        return Aggregation.MEAN.of(values);
    }

    /// The same values in the order of `other`'s topics, so that the two can be compared place by place.
    ///
    /// @throws IllegalArgumentException where the two were not measured on the same topics
    public PerQueryScores alignedWith(PerQueryScores other) {
        if (topics.equals(other.topics)) return this;
        Map<String, Integer> index = HashMap.newHashMap(topics.size());
        for (int i = 0; i < topics.size(); i++) index.put(topics.get(i), i);
        double[] aligned = new double[other.size()];
        for (int i = 0; i < aligned.length; i++) {
            Integer at = index.get(other.topics.get(i));
            if (at == null || topics.size() != other.size())
                throw new IllegalArgumentException(system + " and " + other.system
                        + " were not measured on the same topics; topic " + other.topics.get(i)
                        + " or another is missing in one");
            aligned[i] = values[at];
        }
        return new PerQueryScores(system, measure, other.topics, aligned);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PerQueryScores other
                && system.equals(other.system)
                && measure.equals(other.measure)
                && topics.equals(other.topics)
                && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return 31 * topics.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return measure + " of " + system + " for " + topics.size() + " topics, mean " + mean();
    }
}
