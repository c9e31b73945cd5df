package org.broadsheet.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Mean ranks on one line, the best on the left; bars join those that lie no further apart than a critical difference,
/// so that two without a common bar are told apart (Demšar 2006).
///
/// @param title       shown above
/// @param description for those who do not see it
/// @param marks       at least two
/// @param difference  the critical one, 0 or more
public record CriticalDifferenceDiagram(String title, String description, List<Mark> marks, double difference)
        implements Figure {
    public CriticalDifferenceDiagram {
        marks = marks.stream().sorted(Comparator.comparingDouble(Mark::rank)).toList();
        if (marks.size() < 2) throw new IllegalArgumentException("at least two mean ranks are compared: " + title);
        if (!(difference >= 0 && difference < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("a critical difference is 0 or more, not " + difference);
    }

    /// @param name of what was ranked
    /// @param rank its mean rank, at least 1
    public record Mark(String name, double rank) {
        public Mark {
            if (!(rank >= 1 && rank < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("a mean rank is at least 1, but that of " + name + " is " + rank);
        }
    }

    /// First and last places, from 0, of marks no two of which are told apart; only groups that are part of no larger
    /// one.
    List<Run> alike() {
        List<Run> runs = new ArrayList<>();
        int furthest = 0;
        for (int i = 0; i < marks.size(); i++) {
            int j = i;
            while (j + 1 < marks.size()
                    && marks.get(j + 1).rank() - marks.get(i).rank() <= difference) j++;
            if (j > i && j > furthest) {
                runs.add(new Run(i, j));
                furthest = j;
            }
        }
        return runs;
    }

    record Run(int first, int last) {}

    @Override
    public String svg() {
        return new CriticalDifferenceDrawing(this).draw();
    }
}
