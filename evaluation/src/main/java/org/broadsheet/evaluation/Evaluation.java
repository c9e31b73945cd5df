package org.broadsheet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A run measured against judgments: a value for every measure and topic.
///
/// Topics stand in the order of their bytes. Topics of the run without judgments are left out.
public final class Evaluation {
    /// What becomes of a topic that has judgments but no results.
    public enum MissingTopics {
        /// It counts as an empty ranking: 0 for most measures. For comparing systems this is the honest choice.
        COUNT,
        /// It is left out, as trec_eval does without `-c`; a system is then not punished for giving up on a topic.
        SKIP
    }

    /// What is measured, and how.
    ///
    /// @param transcript down to which place the grades of every topic are kept as text, see
    ///                   [JudgedRanking#transcript]; 0 for not at all
    public record Plan(List<? extends Measure> measures, Judging judging, MissingTopics missing, int transcript) {
        public Plan {
            measures = List.copyOf(measures);
            if (transcript < 0)
                throw new IllegalArgumentException("a transcript has 0 or more places but was " + transcript);
        }

        /// These measures with [Judging#DEFAULT], missing topics counted.
        public static Plan of(List<? extends Measure> measures) {
            return new Plan(measures, Judging.DEFAULT, MissingTopics.COUNT, 0);
        }

        public Plan withJudging(Judging other) {
            return new Plan(measures, other, missing, transcript);
        }

        public Plan withMissing(MissingTopics other) {
            return new Plan(measures, judging, other, transcript);
        }
    }

    private final String system;
    private final List<? extends Measure> measures;
    private final List<String> topics;
    private final double[][] values;
    private final List<String> transcripts;
    private final List<String> missing;

    private Evaluation(
            String system,
            List<? extends Measure> measures,
            List<String> topics,
            double[][] values,
            List<String> transcripts,
            List<String> missing) {
        this.system = system;
        this.measures = measures;
        this.topics = topics;
        this.values = values;
        this.transcripts = transcripts;
        this.missing = missing;
    }

    /// Measures a run that is in memory.
    public static Evaluation of(Run run, Qrels qrels, Plan plan) {
        Collector collector = new Collector(qrels, plan);
        for (String topic : run.topics())
            collector.add(topic, run.results(topic).orElseThrow());
        return collector.finish(run.name());
    }

    public String system() {
        return system;
    }

    /// The same values under another name of the system.
    public Evaluation named(String other) {
        return new Evaluation(other, measures, topics, values, transcripts, missing);
    }

    public List<Measure> measures() {
        return List.copyOf(measures);
    }

    /// The topics that were measured.
    public List<String> topics() {
        return topics;
    }

    /// The topics with judgments but without results, whether they were counted or skipped.
    public List<String> missing() {
        return missing;
    }

    /// The value of one measure for one topic, both by their place in [#measures] and [#topics].
    public double value(int measure, int topic) {
        return values[measure][topic];
    }

    /// The grades down the ranking of a topic as text, by the topic's place in [#topics]; empty where the plan did
    /// not ask for it.
    public String transcript(int topic) {
        return transcripts.isEmpty() ? "" : transcripts.get(topic);
    }

    /// One measure over all topics, by its place in [#measures].
    public double summary(int measure) {
        return measures.get(measure).aggregation().of(values[measure]);
    }

    /// The values of one measure, by its place in [#measures].
    public PerQueryScores scores(int measure) {
        return new PerQueryScores(system, measures.get(measure).name(), topics, values[measure]);
    }

    /// The values of the measure of this name.
    ///
    /// @throws IllegalArgumentException where no measure of this name was taken
    public PerQueryScores scores(String measure) {
        for (int m = 0; m < measures.size(); m++) if (measures.get(m).name().equals(measure)) return scores(m);
        throw new IllegalArgumentException(measure + " was not measured; there are "
                + measures.stream().map(Measure::name).toList());
    }

    /// Measures topics one by one as they come, so that no more than one has to be in memory.
    public static final class Collector {
        private final Qrels qrels;
        private final Plan plan;
        private final Map<String, Integer> places;
        private final double[][] values;
        private final String[] transcripts;
        private final boolean[] seen;

        public Collector(Qrels qrels, Plan plan) {
            this.qrels = qrels;
            this.plan = plan;
            List<String> topics = qrels.topics();
            places = HashMap.newHashMap(topics.size());
            for (int i = 0; i < topics.size(); i++) places.put(topics.get(i), i);
            values = new double[plan.measures().size()][topics.size()];
            transcripts = new String[plan.transcript() == 0 ? 0 : topics.size()];
            seen = new boolean[topics.size()];
        }

        /// Measures one topic; without judgments it is passed over.
        ///
        /// @throws IllegalArgumentException where the topic was added before
        public void add(String topic, TopicResults results) {
            Integer place = places.get(topic);
            if (place == null) return;
            if (seen[place]) throw new IllegalArgumentException("topic " + topic + " has results already");
            seen[place] = true;
            measure(topic, place, results);
        }

        private void measure(String topic, int place, TopicResults results) {
            JudgedRanking judged = qrels.judge(topic, results, plan.judging()).orElseThrow();
            for (int m = 0; m < values.length; m++)
                values[m][place] = plan.measures().get(m).value(judged);
            if (transcripts.length > 0) transcripts[place] = judged.transcript(plan.transcript());
        }

        /// @param system name of what was measured
        public Evaluation finish(String system) {
            List<String> topics = qrels.topics();
            boolean count = plan.missing() == MissingTopics.COUNT;
            List<String> without = new ArrayList<>();
            TopicResults nothing = new TopicResults.Builder().build();
            for (int i = 0; i < seen.length; i++) {
                if (seen[i]) continue;
                without.add(topics.get(i));
                if (count) measure(topics.get(i), i, nothing);
            }
            int[] kept = IntStream.range(0, seen.length)
                    .filter(i -> count || seen[i])
                    .toArray();
            return new Evaluation(
                    system,
                    plan.measures(),
                    Arrays.stream(kept).mapToObj(topics::get).toList(),
                    kept.length == seen.length ? values : only(kept),
                    transcripts.length == 0
                            ? List.of()
                            : Arrays.stream(kept).mapToObj(i -> transcripts[i]).toList(),
                    List.copyOf(without));
        }

        private double[][] only(int[] kept) {
            double[][] some = new double[values.length][];
            for (int m = 0; m < values.length; m++) {
                double[] all = values[m];
                some[m] = Arrays.stream(kept).mapToDouble(i -> all[i]).toArray();
            }
            return some;
        }
    }

    @Override
    public String toString() {
        return system + ": " + measures.size() + " measures for " + topics.size() + " topics, "
                + Arrays.stream(values).mapToLong(v -> v.length).sum() + " values";
    }
}
