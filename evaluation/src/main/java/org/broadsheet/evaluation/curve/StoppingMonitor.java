package org.broadsheet.evaluation.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Watches a growing learning curve and says when more data would gain less than they are worth (Vilares Ferro et
/// al., Modeling of learning curves with applications to POS tagging). After each observation the curve is fitted
/// anew; while its asymptote still jumps nothing is concluded. Not thread-safe.
public final class StoppingMonitor {
    /// How to decide.
    ///
    /// @param enough    stop when the gain still promised is at most this
    /// @param target    the size up to which the gain is counted; infinite for all that could ever be gained
    /// @param stability the asymptote may move by at most this from one observation to the next ...
    /// @param lookahead ... this many times in a row, before predictions count
    /// @param anchored  whether, from then on, each fit is held to the asymptote before it by an observation at
    ///                  infinity that weighs one over the number of observations: calmer, but slow to forget early
    ///                  errors
    public record Rule(double enough, double target, double stability, int lookahead, boolean anchored) {
        public static final Rule DEFAULT = new Rule(0.01, Double.POSITIVE_INFINITY, 0.005, 3, false);

        public Rule {
            if (!(enough >= 0) || !(target > 0) || !(stability > 0) || lookahead < 1)
                throw new IllegalArgumentException(
                        "a stopping rule needs enough >= 0, target > 0, stability > 0 and lookahead >= 1, not " + enough
                                + ", " + target + ", " + stability + " and " + lookahead);
        }
    }

    /// What is known after an observation.
    ///
    /// @param level     how many observations there are
    /// @param asymptote of the newest fit; nothing while there are fewer than three sizes
    /// @param gain      what more data up to the target are predicted to bring; nothing before predictions count
    /// @param stop      whether that is little enough
    public record Decision(int level, OptionalDouble asymptote, OptionalDouble gain, boolean stop) {}

    private final CurveFitter fitter;
    private final CurveFamily family;
    private final Rule rule;
    private final List<Observation> seen = new ArrayList<>();
    private OptionalDouble last = OptionalDouble.empty();
    private int calm;

    /// @param family the curve to fit; [CurveFamily#POW3] in the paper
    public StoppingMonitor(CurveFitter fitter, CurveFamily family, Rule rule) {
        this.fitter = fitter;
        this.family = family;
        this.rule = rule;
    }

    /// Takes the next observation in.
    ///
    /// @throws IllegalArgumentException where its size is not above the one before, or not finite
    public Decision observe(Observation next) {
        if (Double.isInfinite(next.size())
                || (!seen.isEmpty() && next.size() <= seen.getLast().size()))
            throw new IllegalArgumentException("sizes must grow, but " + next.size() + " follows "
                    + (seen.isEmpty() ? "nothing" : seen.getLast().size()));
        seen.add(next);
        int level = seen.size();
        if (level < family.parameters()) return new Decision(level, last, OptionalDouble.empty(), false);
        List<Observation> data = new ArrayList<>(seen);
        boolean working = calm >= rule.lookahead;
        if (rule.anchored && working && last.isPresent())
            data.add(new Observation(Double.POSITIVE_INFINITY, last.getAsDouble(), next.weight() / level));
        FittedCurve curve = fitter.fit(data, family);
        double asymptote = curve.asymptote();
        calm = last.isPresent() && Math.abs(asymptote - last.getAsDouble()) <= rule.stability ? calm + 1 : 0;
        last = OptionalDouble.of(asymptote);
        if (calm < rule.lookahead) return new Decision(level, last, OptionalDouble.empty(), false);
        double gain = Math.max(0, curve.at(Math.max(rule.target, next.size())) - curve.at(next.size()));
        return new Decision(level, last, OptionalDouble.of(gain), gain <= rule.enough);
    }
}
