package org.broadsheet.studies.preference;

import java.util.List;
import org.broadsheet.studies.frame.Study;

/// The studies of this room.
public final class PreferenceStudies {
    private PreferenceStudies() {}

    public static List<Study> all() {
        return List.of(new CuratorIncentives(), new RouteJudgments(), new ValuesGraph());
    }
}
