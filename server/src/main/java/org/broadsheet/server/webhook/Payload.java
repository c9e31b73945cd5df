package org.broadsheet.server.webhook;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is told: `{"type", "timestamp", "data"}`. Addresses in it are paths of this house.
final class Payload {
    private static final int MOST = 100;

    private Payload() {}

    static String test(Instant now) {
        ObjectNode o = of("webhook.test", now);
        o.putObject("data").put("message", "This is a test.");
        return o.toString();
    }

    static String edition(Edition edition, List<Paper> papers, Instant now) {
        Map<PaperId, String> reasons = new HashMap<>();
        for (Selection.Section s : edition.sections()) s.items().forEach(i -> reasons.put(i.paper(), i.reason()));
        ObjectNode o = of("edition.new", now);
        ObjectNode data = o.putObject("data")
                .put("period", edition.span().period().key())
                .put("date", edition.span().label())
                .put("number", edition.number())
                .put("came", edition.came())
                .put("incomplete", edition.incomplete())
                .put("path", "/papers/date/" + edition.span().label());
        ArrayNode list = data.putArray("papers");
        papers.stream().limit(MOST).forEach(p -> paper(list, p, reasons.getOrDefault(p.id(), "")));
        return o.toString();
    }

    static String arrivals(Follow follow, List<Follows.Arrival> came, List<Paper> papers, Instant now) {
        Map<PaperId, String> reasons = new HashMap<>();
        came.forEach(a -> reasons.put(a.paper(), a.reason()));
        ObjectNode o = of(follow.kind() == Follow.Kind.SEARCH ? "search.papers" : "follow.papers", now);
        ObjectNode data = o.putObject("data")
                .put("follow", follow.id())
                .put("kind", follow.kind().key())
                .put("target", follow.target())
                .put("label", follow.label())
                .put("total", came.size());
        ArrayNode list = data.putArray("papers");
        papers.stream().limit(MOST).forEach(p -> paper(list, p, reasons.getOrDefault(p.id(), "")));
        return o.toString();
    }

    private static ObjectNode of(String type, Instant now) {
        return JsonMapper.shared().createObjectNode().put("type", type).put("timestamp", now.toString());
    }

    private static void paper(ArrayNode list, Paper paper, String reason) {
        list.addObject()
                .put("id", paper.slug())
                .put("broadsheetId", paper.id().value())
                .put("title", paper.headline())
                .put("reason", reason)
                .put("path", "/papers/" + paper.slug());
    }
}
