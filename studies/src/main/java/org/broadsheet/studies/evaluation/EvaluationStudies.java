package org.broadsheet.studies.evaluation;

import java.util.List;
import org.broadsheet.studies.frame.Study;

/// The studies of this room.
public final class EvaluationStudies {
    private EvaluationStudies() {}

    public static List<Study> all() {
        return List.of(
                new Adjudication(),
                new AnswerEquivalences(),
                new BeirRegression(),
                new CalibrationMetrics(),
                new ContaminationOverlap(),
                new LearningCurves(),
                new ListContinuation(),
                new MetricDisagreement(),
                new OpenBenchmark(),
                new RankAggregation());
    }
}
