package org.broadsheet.studies.judging;

import java.util.List;
import org.broadsheet.studies.frame.Study;

/// The studies of this room.
public final class JudgingStudies {
    private JudgingStudies() {}

    public static List<Study> all() {
        return List.of(new Difficulty(), new TournamentRanking());
    }
}
