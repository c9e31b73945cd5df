package org.broadsheet.preference.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.values.UpgradeVote.Answer;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;

/// The six things that a target to align to should be, after the moral graph's authors, each made a
/// figure that can miss its bound. The paper names the criteria; how they are measured here is our own.
public final class SixCriteria {
    /// Names in the paper's order.
    public enum Criterion {
        FINE_GRAINED,
        GENERALIZABLE,
        SCALABLE,
        ROBUST,
        LEGITIMATE,
        AUDITABLE
    }

    /// @param criterion what is checked
    /// @param says      what the figure is, in words
    /// @param value     measured; NaN where there was too little to measure it
    /// @param bound     the least that holds
    public record Check(Criterion criterion, String says, double value, double bound) {
        /// Whether the figure reaches its bound; never where it could not be measured.
        public boolean holds() {
            return value >= bound;
        }
    }

    private static final int DRAWS = 200;

    private final Collection<ValueCard> cards;
    private final List<UpgradeVote> votes;
    private final EdgeRule rule;
    private final MoralGraph graph;
    private final RandomGenerator random;

    private SixCriteria(
            Collection<ValueCard> cards, Collection<UpgradeVote> votes, EdgeRule rule, RandomGenerator random) {
        this.cards = cards;
        this.votes = List.copyOf(votes);
        this.rule = rule;
        this.random = random;
        this.graph = MoralGraph.of(cards, votes, rule);
    }

    /// All six, in the paper's order. Takes 200 draws for the robustness and 40 for the scaling.
    public static List<Check> of(
            Collection<ValueCard> cards, Collection<UpgradeVote> votes, EdgeRule rule, RandomGenerator random) {
        SixCriteria criteria = new SixCriteria(cards, votes, rule, random);
        return List.of(
                criteria.fineGrained(),
                criteria.generalizable(),
                criteria.scalable(),
                criteria.robust(),
                criteria.legitimate(),
                criteria.auditable());
    }

    private Check fineGrained() {
        Set<ValueCard> winners = new HashSet<>();
        int contexts = 0;
        for (String context : graph.contexts()) {
            MoralGraph here = graph.in(context);
            if (here.edges().isEmpty()) continue;
            contexts++;
            ValueCard winner = here.ranking().items().getFirst();
            if (!winner.attendsTo().isEmpty()) winners.add(winner);
        }
        return new Check(
                Criterion.FINE_GRAINED,
                "different best cards that say what to attend to, for each context with edges",
                contexts == 0 ? Double.NaN : (double) winners.size() / contexts,
                0.5);
    }

    private Check generalizable() {
        double right = 0;
        int edges = 0;
        for (String context : graph.contexts()) {
            Map<String, Double> elsewhere = scores(graph.without(context));
            for (UpgradeEdge e : graph.in(context).edges()) {
                double from = elsewhere.getOrDefault(e.from(), 0.0);
                double to = elsewhere.getOrDefault(e.to(), 0.0);
                edges++;
                right += to > from ? 1 : to == from ? 0.5 : 0;
            }
        }
        return new Check(
                Criterion.GENERALIZABLE,
                "edges of a context that point up the ranking of all other contexts",
                edges == 0 ? Double.NaN : right / edges,
                0.6);
    }

    private Check scalable() {
        List<String> voters =
                votes.stream().map(UpgradeVote::voter).distinct().sorted().toList();
        String says = "agreement with the whole group's three best: half of the voters less an eighth";
        if (voters.size() < 8 || graph.edges().isEmpty()) return new Check(Criterion.SCALABLE, says, Double.NaN, 0.05);
        double gain = 0;
        int draws = DRAWS / 5;
        for (int d = 0; d < draws; d++)
            gain += (agreement(some(voters, voters.size() / 2)) - agreement(some(voters, voters.size() / 8))) / draws;
        return new Check(Criterion.SCALABLE, says, gain, 0.05);
    }

    /// Share of the three best cards of all that are among the three best of these voters; without edges
    /// they have no three best.
    private double agreement(Set<String> voters) {
        MoralGraph theirs = MoralGraph.of(
                cards, votes.stream().filter(v -> voters.contains(v.voter())).toList(), rule);
        if (theirs.edges().isEmpty()) return 0;
        List<ValueCard> best = graph.ranking().top(3).items();
        return (double) theirs.ranking().top(3).items().stream()
                        .filter(best::contains)
                        .count()
                / best.size();
    }

    private Set<String> some(List<String> voters, int size) {
        List<String> left = new ArrayList<>(voters);
        Set<String> chosen = new HashSet<>();
        while (chosen.size() < size) chosen.add(left.remove(random.nextInt(left.size())));
        return chosen;
    }

    private Check robust() {
        return new Check(
                Criterion.ROBUST,
                "draws in which the best card stays among the three best when a fifth of the edges is lost",
                staysOnTop(graph, 3, random),
                0.7);
    }

    /// How often the best card stays among the `places` best when each edge is lost with probability
    /// 1/5, over 200 draws; NaN where there are no edges.
    ///
    /// @param places at least 1
    public static double staysOnTop(MoralGraph graph, int places, RandomGenerator random) {
        if (graph.edges().isEmpty()) return Double.NaN;
        ValueCard best = graph.ranking().items().getFirst();
        int stays = 0;
        for (int d = 0; d < DRAWS; d++) {
            List<UpgradeEdge> kept = graph.edges().stream()
                    .filter(_ -> random.nextDouble() >= 0.2)
                    .toList();
            if (graph.withEdges(kept).ranking().top(places).items().contains(best)) stays++;
        }
        return (double) stays / DRAWS;
    }

    private Check legitimate() {
        Map<String, Map<String, Double>> scores = new HashMap<>();
        for (String context : graph.contexts()) scores.put(context, scores(graph.in(context)));
        Map<String, int[]> agreed = new TreeMap<>(); // of each voter: answers the ranking agrees with, answers
        for (UpgradeVote v : votes) {
            if (v.answer() == Answer.UNSURE) continue;
            Map<String, Double> here = scores.getOrDefault(v.context(), Map.of());
            boolean up = here.getOrDefault(v.to(), 0.0) > here.getOrDefault(v.from(), 0.0);
            int[] counts = agreed.computeIfAbsent(v.voter(), _ -> new int[2]);
            if (up == (v.answer() == Answer.WISER)) counts[0]++;
            counts[1]++;
        }
        double content = agreed.values().stream().filter(c -> 2 * c[0] >= c[1]).count();
        return new Check(
                Criterion.LEGITIMATE,
                "voters with whose answers the ranking agrees at least as often as not",
                agreed.isEmpty() ? Double.NaN : content / agreed.size(),
                0.75);
    }

    private Check auditable() {
        double explained = 0;
        for (ValueCard c : graph.cards()) {
            MoralGraph.Explanation why = graph.explain(c.id());
            boolean addsUp = Math.abs(why.sum() - why.rank()) <= 1e-6;
            boolean traced = why.parts().stream()
                    .allMatch(p -> voters(p.edge()) == p.edge().counts().wiser());
            if (addsUp && traced) explained++;
        }
        return new Check(
                Criterion.AUDITABLE,
                "cards whose rank adds up from edges whose every vote is found again",
                explained / graph.cards().size(),
                1);
    }

    private long voters(UpgradeEdge edge) {
        // The later answer of a voter counts, as in the graph.
        Map<List<String>, Answer> answers = new HashMap<>();
        for (UpgradeVote v : votes)
            if (v.from().equals(edge.from()) && v.to().equals(edge.to()))
                answers.put(List.of(v.voter(), v.context()), v.answer());
        return answers.values().stream().filter(a -> a == Answer.WISER).count();
    }

    private static Map<String, Double> scores(MoralGraph graph) {
        Map<String, Double> scores = new HashMap<>();
        Ranking<ValueCard> ranking = graph.ranking();
        for (Scored<ValueCard> s : ranking) scores.put(s.item().id(), s.score());
        return scores;
    }
}
