package org.broadsheet.studies;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.studies.choosing.ChoosingStudies;
import org.broadsheet.studies.evaluation.EvaluationStudies;
import org.broadsheet.studies.frame.Study;
import org.broadsheet.studies.judging.JudgingStudies;
import org.broadsheet.studies.preference.PreferenceStudies;
import org.broadsheet.studies.rating.RatingStudies;

/// Every study there is.
public final class Studies {
    private Studies() {}

    /// All studies by name, in alphabetical order. A new room adds its list here, a new study its line in
    /// the room's.
    public static List<Study> all() {
        List<Study> all = new ArrayList<>(Stream.of(
                        EvaluationStudies.all(),
                        PreferenceStudies.all(),
                        ChoosingStudies.all(),
                        JudgingStudies.all(),
                        RatingStudies.all())
                .flatMap(List::stream)
                .toList());
        all.sort(Comparator.comparing(s -> s.about().name()));
        return List.copyOf(all);
    }

    /// The study of that name.
    ///
    /// @throws IllegalArgumentException where there is none, naming those there are
    public static Study named(String name) {
        List<Study> all = all();
        return all.stream()
                .filter(s -> s.about().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no study " + name + "; there are "
                        + String.join(
                                ", ", all.stream().map(s -> s.about().name()).toList())));
    }
}
