package org.broadsheet.studies.frame;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.chart.Figure;
import org.broadsheet.studies.frame.Condition.Side;

/// What a study found: figures, the conditions they are held against, pictures, remarks.
///
/// @param measures   at least one
/// @param conditions at least one of them central
/// @param figures    pictures, most telling first
/// @param remarks    what a reader should know about how it was measured, a sentence or two each
public record Findings(List<Finding> measures, List<Condition> conditions, List<Figure> figures, List<String> remarks) {
    public Findings {
        measures = List.copyOf(measures);
        conditions = List.copyOf(conditions);
        figures = List.copyOf(figures);
        remarks = List.copyOf(remarks);
        if (measures.isEmpty()) throw new IllegalArgumentException("a study measures something");
        if (conditions.stream().noneMatch(Condition::central))
            throw new IllegalArgumentException("a study has at least one central condition, or it could not fail");
    }

    public Verdict verdict() {
        if (conditions.stream().allMatch(Condition::holds)) return Verdict.REPRODUCED;
        return conditions.stream().anyMatch(c -> c.central() && c.holds()) ? Verdict.PARTLY : Verdict.NOT_REPRODUCED;
    }

    /// The reason for the verdict, with figures: what failed, or what held.
    public String why() {
        List<String> failed = conditions.stream()
                .filter(c -> !c.holds())
                .map(Condition::sentence)
                .toList();
        List<String> held = conditions.stream()
                .filter(Condition::holds)
                .map(Condition::sentence)
                .toList();
        if (failed.isEmpty()) return "holds: " + String.join("; ", held);
        String fails = "does not hold: " + String.join("; ", failed);
        return held.isEmpty() ? fails : fails + ". Holds: " + String.join("; ", held);
    }

    public static Builder record() {
        return new Builder();
    }

    /// Collects findings as an experiment goes along.
    public static final class Builder {
        private final List<Finding> measures = new ArrayList<>();
        private final List<Condition> conditions = new ArrayList<>();
        private final List<Figure> figures = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        private Builder() {}

        /// A figure of the method alone.
        public Builder measure(String name, double method, String unit) {
            return measure(name, Double.NaN, method, unit);
        }

        /// The method's figure beside the baseline's.
        public Builder measure(String name, double baseline, double method, String unit) {
            return measure(new Finding(name, baseline, method, Double.NaN, Double.NaN, unit));
        }

        public Builder measure(Finding finding) {
            measures.add(finding);
            return this;
        }

        /// The claim needs `value >= bound`.
        public Builder atLeast(String says, double value, double bound) {
            return condition(new Condition(says, value, Side.AT_LEAST, bound, true));
        }

        /// The claim needs `value <= bound`.
        public Builder atMost(String says, double value, double bound) {
            return condition(new Condition(says, value, Side.AT_MOST, bound, true));
        }

        public Builder condition(Condition condition) {
            conditions.add(condition);
            return this;
        }

        public Builder figure(Figure figure) {
            figures.add(figure);
            return this;
        }

        public Builder remark(String remark) {
            remarks.add(remark);
            return this;
        }

        public Findings done() {
            return new Findings(measures, conditions, figures, remarks);
        }
    }
}
