package org.broadsheet.preference.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.chart.ArcDiagram;
import org.broadsheet.chart.Figure;
import org.broadsheet.ranking.Ranking;

/// Pictures of a graph of values.
public final class MoralGraphCharts {
    /// More cards than this do not fit a picture; the wisest are drawn.
    public static final int MOST_CARDS = 40;

    private MoralGraphCharts() {}

    /// The cards, wisest at the top with dots as large as their ranks, and the edges between them, the thicker the
    /// likelier. An edge downward is one that the order goes against.
    ///
    /// @param title such as the context
    public static Figure arcs(String title, MoralGraph graph) {
        Ranking<ValueCard> ranking = graph.ranking();
        int drawn = Math.min(MOST_CARDS, ranking.size());
        Map<String, Integer> place = new HashMap<>();
        List<ArcDiagram.Node> nodes = new ArrayList<>();
        for (int i = 0; i < drawn; i++) {
            ValueCard card = ranking.scored().get(i).item();
            place.put(card.id(), i);
            nodes.add(new ArcDiagram.Node(
                    card.title().isBlank() ? card.id() : card.title(),
                    ranking.scored().get(i).score()));
        }
        List<ArcDiagram.Link> links = new ArrayList<>();
        int against = 0;
        for (UpgradeEdge edge : graph.edges()) {
            Integer from = place.get(edge.from());
            Integer to = place.get(edge.to());
            if (from == null || to == null) continue;
            links.add(new ArcDiagram.Link(from, to, edge.counts().likelihood()));
            if (from < to) against++;
        }
        String cut = drawn < ranking.size() ? " (" + drawn + " of " + ranking.size() + " values)" : "";
        String says = String.format(
                Locale.ROOT,
                "%s is the wisest value, with a rank of %.3g. %d edges join the values drawn, %d of them against the"
                        + " order.",
                nodes.getFirst().name(),
                nodes.getFirst().size(),
                links.size(),
                against);
        return new ArcDiagram(title + cut, says, nodes, links);
    }
}
