package org.broadsheet.studies.choosing;

import java.util.List;
import org.broadsheet.studies.frame.Study;

/// The studies of this room.
public final class ChoosingStudies {
    private ChoosingStudies() {}

    public static List<Study> all() {
        return List.of(new FairEdition(), new PromptDuels(), new SelfExploration());
    }
}
