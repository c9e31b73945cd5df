package org.broadsheet.preference.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.broadsheet.preference.values.UpgradeVote.Answer;
import org.broadsheet.preference.values.WeightedPageRank.Link;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// Values and which of two is wiser to follow where (Klingefjord, Lowe and Edelman 2024, "What are human
/// values, and how do we align AI to them?"). An edge from one card to another says that enough people,
/// agreed enough, find going there wiser; a card ranks high where many paths of growing wisdom end.
///
/// That "wiser" is transitive is assumed, not shown; and a graph of all contexts together hides where
/// they differ, so ask for one [#in] a context. Immutable.
public final class MoralGraph {
    private final Map<String, ValueCard> cards; // by id, in order
    private final List<UpgradeEdge> asked;
    private final EdgeRule rule;
    private final List<UpgradeEdge> edges;

    private MoralGraph(Map<String, ValueCard> cards, List<UpgradeEdge> asked, EdgeRule rule) {
        this.cards = cards;
        this.asked = asked;
        this.rule = rule;
        this.edges = pooled(asked).stream().filter(e -> rule.keeps(e.counts())).toList();
    }

    /// Counts votes. Where somebody answered the same question twice the later answer in the list counts.
    ///
    /// @param cards with distinct ids; at least one
    /// @param votes about these cards
    public static MoralGraph of(Collection<ValueCard> cards, Collection<UpgradeVote> votes, EdgeRule rule) {
        Map<String, ValueCard> byId = byId(cards);
        Map<Question, Map<String, Answer>> answers = new LinkedHashMap<>();
        for (UpgradeVote v : votes) {
            known(byId, v.from());
            known(byId, v.to());
            answers.computeIfAbsent(new Question(v.from(), v.to(), v.context()), _ -> new HashMap<>())
                    .put(v.voter(), v.answer());
        }
        List<UpgradeEdge> asked = new ArrayList<>();
        Set<Question> both = new TreeSet<>(answers.keySet());
        for (Question q : answers.keySet()) both.add(q.reversed());
        for (Question q : both) {
            Collection<Answer> forth = answers.getOrDefault(q, Map.of()).values();
            Collection<Answer> back =
                    answers.getOrDefault(q.reversed(), Map.of()).values();
            asked.add(new UpgradeEdge(
                    q.from,
                    q.to,
                    Set.of(q.context),
                    new EdgeCounts(
                            Collections.frequency(forth, Answer.WISER),
                            Collections.frequency(forth, Answer.NOT_WISER),
                            Collections.frequency(back, Answer.WISER),
                            Collections.frequency(forth, Answer.UNSURE),
                            forth.size() + back.size())));
        }
        return new MoralGraph(byId, List.copyOf(asked), rule);
    }

    /// A graph of answers that somebody else has counted.
    public static MoralGraph counted(Collection<ValueCard> cards, Collection<UpgradeEdge> counted, EdgeRule rule) {
        Map<String, ValueCard> byId = byId(cards);
        for (UpgradeEdge e : counted) {
            known(byId, e.from());
            known(byId, e.to());
        }
        return new MoralGraph(byId, List.copyOf(counted), rule);
    }

    private static Map<String, ValueCard> byId(Collection<ValueCard> cards) {
        Map<String, ValueCard> byId = new TreeMap<>();
        for (ValueCard c : cards)
            if (byId.put(c.id(), c) != null)
                throw new IllegalArgumentException("two value cards have the id " + c.id() + "; each needs its own");
        if (byId.isEmpty()) throw new IllegalArgumentException("a graph of values has at least one card");
        return Collections.unmodifiableMap(byId);
    }

    private static void known(Map<String, ValueCard> cards, String id) {
        if (!cards.containsKey(id))
            throw new IllegalArgumentException("there is no value card " + id + "; add the card before votes on it");
    }

    /// Adds up what was asked about the same two cards in several contexts.
    private static List<UpgradeEdge> pooled(List<UpgradeEdge> asked) {
        Map<Question, UpgradeEdge> pooled = new TreeMap<>();
        for (UpgradeEdge e : asked)
            pooled.merge(new Question(e.from(), e.to(), ""), e, (a, b) -> {
                Set<String> contexts = new TreeSet<>(a.contexts());
                contexts.addAll(b.contexts());
                return new UpgradeEdge(a.from(), a.to(), contexts, a.counts().plus(b.counts()));
            });
        return List.copyOf(pooled.values());
    }

    public List<ValueCard> cards() {
        return List.copyOf(cards.values());
    }

    /// Every context that was asked about.
    public Set<String> contexts() {
        Set<String> contexts = new TreeSet<>();
        for (UpgradeEdge e : asked) contexts.addAll(e.contexts());
        return contexts;
    }

    /// The edges that count, by the ids of their cards.
    public List<UpgradeEdge> edges() {
        return edges;
    }

    /// The graph of one context, with all cards. Without edges where nobody was asked about it.
    public MoralGraph in(String context) {
        return only(e -> e.contexts().contains(context));
    }

    /// The graph of all other contexts.
    MoralGraph without(String context) {
        return only(e -> !e.contexts().contains(context));
    }

    /// The graph of some of its edges.
    MoralGraph withEdges(List<UpgradeEdge> some) {
        return new MoralGraph(cards, some, rule);
    }

    private MoralGraph only(Predicate<UpgradeEdge> kept) {
        return new MoralGraph(cards, asked.stream().filter(kept).toList(), rule);
    }

    /// Cards by their weighted PageRank over the edges, where an edge weighs as much as its likelihood;
    /// equal ranks by id. Scores sum to 1 at most.
    public Ranking<ValueCard> ranking() {
        return ranking(WeightedPageRank.DEFAULT);
    }

    public Ranking<ValueCard> ranking(WeightedPageRank pageRank) {
        double[] ranks = ranks(pageRank);
        List<Scored<ValueCard>> scored = new ArrayList<>();
        for (ValueCard c : cards.values()) scored.add(new Scored<>(c, ranks[scored.size()]));
        return Ranking.of(scored, new TieBreaker<>(BY_ID));
    }

    static final Comparator<ValueCard> BY_ID = Comparator.comparing(ValueCard::id);

    /// Ranks in the order of [#cards].
    double[] ranks(WeightedPageRank pageRank) {
        Map<String, Integer> index = new HashMap<>();
        for (String id : cards.keySet()) index.put(id, index.size());
        List<Link> links = new ArrayList<>();
        for (UpgradeEdge e : edges)
            links.add(new Link(
                    index.getOrDefault(e.from(), -1),
                    index.getOrDefault(e.to(), -1),
                    e.counts().likelihood()));
        return pageRank.ranks(cards.size(), links);
    }

    /// Why a card has its rank: what every card that people left for it hands on to it. Parts and base
    /// add up to the rank, up to what the rounds left over.
    ///
    /// @param id of a card of the graph
    public Explanation explain(String id) {
        known(cards, id);
        WeightedPageRank pageRank = WeightedPageRank.DEFAULT;
        double[] ranks = ranks(pageRank);
        Map<String, Double> out = new HashMap<>();
        for (UpgradeEdge e : edges) out.merge(e.from(), e.counts().likelihood(), Double::sum);
        List<String> order = List.copyOf(cards.keySet());
        List<Part> parts = new ArrayList<>();
        for (UpgradeEdge e : edges)
            if (e.to().equals(id))
                parts.add(new Part(
                        e,
                        pageRank.damping()
                                * ranks[order.indexOf(e.from())]
                                * e.counts().likelihood()
                                / out.getOrDefault(e.from(), 1.0)));
        return new Explanation(ranks[order.indexOf(id)], (1 - pageRank.damping()) / order.size(), parts);
    }

    /// @param rank  of the card
    /// @param base  what every card has
    /// @param parts what came along each edge
    public record Explanation(double rank, double base, List<Part> parts) {
        public Explanation {
            parts = List.copyOf(parts);
        }

        /// What the parts and the base make together.
        public double sum() {
            return base + parts.stream().mapToDouble(Part::rank).sum();
        }
    }

    /// @param edge along which rank came, with the answers behind it
    /// @param rank that came
    public record Part(UpgradeEdge edge, double rank) {}

    private record Question(String from, String to, String context) implements Comparable<Question> {
        private static final Comparator<Question> ORDER =
                Comparator.comparing(Question::from).thenComparing(Question::to).thenComparing(Question::context);

        Question reversed() {
            return new Question(to, from, context);
        }

        @Override
        public int compareTo(Question other) {
            return ORDER.compare(this, other);
        }
    }
}
