package org.broadsheet.chart;

import java.util.List;

/// Things in an order, top first, and links between them drawn as arcs beside: upward ones whole on the right of the
/// dots, downward ones dashed, the thicker the heavier. Made for orders that come from the links, where an arc
/// downward is one that the order goes against.
///
/// @param title       shown above
/// @param description for those who do not see it
/// @param nodes       top first, at least one
/// @param links       between nodes, by their places from 0
public record ArcDiagram(String title, String description, List<Node> nodes, List<Link> links) implements Figure {
    public ArcDiagram {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        if (nodes.isEmpty()) throw new IllegalArgumentException("a diagram of arcs has at least one node: " + title);
        for (Link l : links)
            if (Math.min(l.from, l.to) < 0 || Math.max(l.from, l.to) >= nodes.size())
                throw new IllegalArgumentException(
                        "a link joins two of the " + nodes.size() + " nodes, not " + l.from + " and " + l.to);
    }

    /// @param name shown on the left
    /// @param size of its dot, relative to the others' and not negative; written beside it
    public record Node(String name, double size) {
        public Node {
            if (!(size >= 0 && size < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("the size of " + name + " is 0 or more, not " + size);
        }
    }

    /// @param from   place of a node
    /// @param to     place of another, where the arrow points
    /// @param weight how thick, relative to the others and not negative
    public record Link(int from, int to, double weight) {
        public Link {
            if (from == to) throw new IllegalArgumentException("a link joins two nodes, not one with itself");
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("the weight of a link is 0 or more, not " + weight);
        }
    }

    @Override
    public String svg() {
        return new ArcDrawing(this).draw();
    }
}
