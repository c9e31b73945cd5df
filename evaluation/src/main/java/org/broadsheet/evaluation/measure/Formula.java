package org.broadsheet.evaluation.measure;

import java.util.function.ToDoubleFunction;
import org.broadsheet.evaluation.Aggregation;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.Measure;

/// A measure as data: its name, its range and the function that is it.
record Formula(
        String name,
        ToDoubleFunction<JudgedRanking> function,
        Aggregation aggregation,
        double lowest,
        double highest,
        boolean higherIsBetter)
        implements Measure {

    /// A mean of values from 0 to 1, more being better.
    static Formula share(String name, ToDoubleFunction<JudgedRanking> function) {
        return new Formula(name, function, Aggregation.MEAN, 0, 1, true);
    }

    /// A number of documents, added up over topics.
    static Formula count(String name, ToDoubleFunction<JudgedRanking> function) {
        return new Formula(name, function, Aggregation.SUM, 0, Double.POSITIVE_INFINITY, true);
    }

    Formula ranging(double low, double high) {
        return new Formula(name, function, aggregation, low, high, higherIsBetter);
    }

    Formula lowerIsBetter() {
        return new Formula(name, function, aggregation, lowest, highest, false);
    }

    Formula geometric(String other) {
        return new Formula(other, function, Aggregation.GEOMETRIC_MEAN, lowest, highest, higherIsBetter);
    }

    Formula named(String other) {
        return new Formula(other, function, aggregation, lowest, highest, higherIsBetter);
    }

    /// The same measure of a ranking that was changed before.
    Formula of(java.util.function.UnaryOperator<JudgedRanking> change) {
        return new Formula(
                name, r -> function.applyAsDouble(change.apply(r)), aggregation, lowest, highest, higherIsBetter);
    }

    @Override
    public double value(JudgedRanking ranking) {
        return function.applyAsDouble(ranking);
    }
}
