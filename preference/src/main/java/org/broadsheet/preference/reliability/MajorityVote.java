package org.broadsheet.preference.reliability;

/// Every judge counts the same: a label is as probable as its share of the votes. The baseline.
public record MajorityVote() implements LabelModel {
    @Override
    public String name() {
        return "majority";
    }

    @Override
    public LabelFit fit(LabelMatrix labels) {
        LabelExpectation expectation = new LabelExpectation(labels);
        expectation.maximise(LabelExpectation.Shape.FREE, 0);
        double likelihood = expectation.logLikelihood();
        return expectation.fit(name(), LabelExpectation.Shape.FREE, 0, likelihood, 0, true);
    }
}
