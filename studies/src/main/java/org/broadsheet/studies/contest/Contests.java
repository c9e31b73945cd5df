package org.broadsheet.studies.contest;

import java.util.List;
import org.broadsheet.evaluation.benchmark.ContestKind;

/// Every kind of task there is.
public final class Contests {
    private Contests() {}

    public static List<ContestKind> all() {
        return List.of(new Retrieval(), new Matching(), new Recommendation(), new Screening());
    }

    /// The kind of this name.
    public static ContestKind named(String name) {
        return all().stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        unknown(name, all().stream().map(ContestKind::name).toArray(String[]::new)));
    }

    static IllegalArgumentException unknown(String system, String... known) {
        return new IllegalArgumentException(
                "there is no system \"" + system + "\" for this kind of task; there are " + String.join(", ", known));
    }
}
