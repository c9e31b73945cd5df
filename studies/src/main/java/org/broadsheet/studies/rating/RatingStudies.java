package org.broadsheet.studies.rating;

import java.util.List;
import org.broadsheet.studies.frame.Study;

/// The studies of this room.
public final class RatingStudies {
    private RatingStudies() {}

    public static List<Study> all() {
        return List.of(new RatingForecasts(), new RelativeConfidences());
    }
}
