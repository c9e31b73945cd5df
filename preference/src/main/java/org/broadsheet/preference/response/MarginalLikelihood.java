package org.broadsheet.preference.response;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.Optimum;

/// Marginal maximum likelihood: respondents are drawn from a standard normal distribution of ability,
/// which is summed over (Bock and Aitkin, Psychometrika 1981). With priors, the mode of the posterior
/// (Mislevy 1986).
///
/// Each pass is Bock and Aitkin's expectation step: how many attempts and right answers of every item are
/// expected at every point of the ability scale. What is expected also gives the gradient of the marginal
/// likelihood (Fisher's identity), and L-BFGS follows it to the point where their maximisation step would
/// not move any more, in some tens of passes instead of some hundreds.
///
/// Standard errors come from the observed information (Louis 1982), prior included, of all items together
/// up to 1,200 parameters; beyond, item by item, which leaves out what items share and is somewhat too
/// small.
///
/// @param model      how many parameters an item has
/// @param priors     of the items
/// @param quadrature of the ability, or nothing to choose it by the number of answers
/// @param optimizer  of the likelihood
public record MarginalLikelihood(ItemModel model, ItemPriors priors, Optional<Quadrature> quadrature, Lbfgs optimizer)
        implements ItemEstimation {
    private static final int MOST_JOINT_PARAMETERS = 1_200;
    private static final double MOST_WORK = 2e10;

    /// With weak priors, fit for most uses.
    public static MarginalLikelihood of(ItemModel model) {
        return new MarginalLikelihood(model, ItemPriors.DEFAULT, Optional.empty(), new Lbfgs(20, 1_000, 1e-9));
    }

    public MarginalLikelihood withPriors(ItemPriors beliefs) {
        return new MarginalLikelihood(model, beliefs, quadrature, optimizer);
    }

    public MarginalLikelihood withQuadrature(Quadrature points) {
        return new MarginalLikelihood(model, priors, Optional.of(points), optimizer);
    }

    @Override
    public ItemBank fit(ResponseMatrix responses) {
        ItemBank.requireEstimable(responses, priors);
        ItemLayout layout = new ItemLayout(model, responses.items().size());
        Expectation expectation =
                new Expectation(responses, layout, quadrature.orElseGet(() -> Quadrature.fitting(responses.longest())));
        Differentiable objective = new Differentiable() {
            @Override
            public int dimension() {
                return layout.size();
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                double likelihood = expectation.at(x, gradient);
                return priors.add(layout, x, gradient) - likelihood;
            }
        };
        Optimum optimum = optimizer.minimize(objective, layout.start(responses.totals(), priors));
        double[] x = optimum.point();
        double likelihood = expectation.at(x, new double[layout.size()]);
        double[] variances = variances(responses, layout, expectation, x);
        return ItemBank.of(responses, layout, x, variances, likelihood, optimum.converged());
    }

    /// The variance of every parameter of the layout; NaN where the information is no use.
    private double[] variances(ResponseMatrix responses, ItemLayout layout, Expectation expectation, double[] x) {
        double work = 0;
        for (int p = 0; p < responses.respondents().size(); p++) {
            double cells = (double) (responses.end(p) - responses.start(p)) * model.perItem();
            work += 15 * cells * cells / 2;
        }
        boolean joint = layout.size() <= MOST_JOINT_PARAMETERS && work <= MOST_WORK;
        ItemInformation information = new ItemInformation(layout, joint);
        expectation.inform(information);
        for (int k = 0; k < layout.size(); k++) information.add(k, k, priors.curvature(layout, x, k));
        return information.variances();
    }

    /// The expectation step, at any parameters.
    private static final class Expectation {
        private static final double NEGLIGIBLE = 1e-7;

        private final ResponseMatrix responses;
        private final ItemLayout layout;
        private final Quadrature grid;
        private final int points;
        private final double[] logWeights;
        /// Of item i at point q: place i * points + q.
        private final double[] logRight;

        private final double[] logWrong;
        private final double[] expectedRight;
        private final double[] expectedAttempts;
        private final List<ItemCurve> curves = new ArrayList<>();

        Expectation(ResponseMatrix responses, ItemLayout layout, Quadrature grid) {
            this.responses = responses;
            this.layout = layout;
            this.grid = grid;
            this.points = grid.size();
            this.logWeights = Arrays.stream(grid.weights()).map(Math::log).toArray();
            int n = layout.items() * points;
            logRight = new double[n];
            logWrong = new double[n];
            expectedRight = new double[n];
            expectedAttempts = new double[n];
        }

        /// The logarithm of the marginal likelihood at `x`; `gradient` is overwritten with the gradient
        /// of its negative.
        double at(double[] x, double[] gradient) {
            prepare(x);
            double likelihood = 0;
            double[] posterior = new double[points];
            for (int p = 0; p < responses.respondents().size(); p++) {
                likelihood += posterior(p, posterior);
                for (int c = responses.start(p); c < responses.end(p); c++) {
                    int at = responses.itemAt(c) * points;
                    double right = responses.rightAt(c);
                    double attempts = responses.attemptsAt(c);
                    for (int q = 0; q < points; q++) {
                        expectedRight[at + q] += right * posterior[q];
                        expectedAttempts[at + q] += attempts * posterior[q];
                    }
                }
            }
            Arrays.fill(gradient, 0);
            for (int i = 0; i < layout.items(); i++)
                for (int q = 0; q < points; q++) {
                    int at = i * points + q;
                    layout.gradient(
                            curves.get(i),
                            i,
                            grid.points()[q],
                            expectedRight[at],
                            expectedAttempts[at] - expectedRight[at],
                            -1,
                            gradient);
                }
            return likelihood;
        }

        private void prepare(double[] x) {
            curves.clear();
            Arrays.fill(expectedRight, 0);
            Arrays.fill(expectedAttempts, 0);
            for (int i = 0; i < layout.items(); i++) {
                ItemCurve curve = layout.curve(x, i);
                curves.add(curve);
                for (int q = 0; q < points; q++) {
                    logRight[i * points + q] = curve.logRight(grid.points()[q]);
                    logWrong[i * points + q] = curve.logWrong(grid.points()[q]);
                }
            }
        }

        /// Writes the posterior of respondent p over the points; returns the logarithm of what was
        /// divided by.
        private double posterior(int p, double[] posterior) {
            System.arraycopy(logWeights, 0, posterior, 0, points);
            for (int c = responses.start(p); c < responses.end(p); c++) {
                int at = responses.itemAt(c) * points;
                int right = responses.rightAt(c);
                int wrong = responses.attemptsAt(c) - right;
                if (right > 0) for (int q = 0; q < points; q++) posterior[q] += right * logRight[at + q];
                if (wrong > 0) for (int q = 0; q < points; q++) posterior[q] += wrong * logWrong[at + q];
            }
            double high = Double.NEGATIVE_INFINITY;
            for (double v : posterior) high = Math.max(high, v);
            double sum = 0;
            for (int q = 0; q < points; q++) {
                posterior[q] = Math.exp(posterior[q] - high);
                sum += posterior[q];
            }
            for (int q = 0; q < points; q++) posterior[q] /= sum;
            return high + Math.log(sum);
        }

        /// Adds the observed information at the parameters last looked at: what complete data would tell,
        /// less the variance of the complete data's gradient under each respondent's posterior.
        void inform(ItemInformation information) {
            for (int i = 0; i < layout.items(); i++)
                for (int q = 0; q < points; q++)
                    information.addComplete(curves.get(i), i, grid.points()[q], expectedAttempts[i * points + q]);
            double[] posterior = new double[points];
            for (int p = 0; p < responses.respondents().size(); p++) {
                posterior(p, posterior);
                int[] touched = touched(p);
                double[] mean = new double[touched.length];
                double[][] scores = new double[points][];
                for (int q = 0; q < points; q++) {
                    if (posterior[q] < NEGLIGIBLE) continue;
                    double[] score = score(p, q, touched.length);
                    for (int k = 0; k < mean.length; k++) mean[k] += posterior[q] * score[k];
                    scores[q] = score;
                }
                for (int q = 0; q < points; q++) {
                    if (posterior[q] < NEGLIGIBLE) continue;
                    for (int k = 0; k < mean.length; k++) scores[q][k] -= mean[k];
                    information.subtract(touched, scores[q], posterior[q]);
                }
            }
        }

        /// The places of the layout that the answers of respondent p depend on.
        private int[] touched(int p) {
            boolean shared = layout.model() == ItemModel.ONE_PARAMETER;
            int cells = responses.end(p) - responses.start(p);
            int[] touched = new int[cells * layout.model().perItem() + (shared ? 1 : 0)];
            int at = 0;
            for (int c = responses.start(p); c < responses.end(p); c++)
                for (int k = 0; k < layout.model().perItem(); k++)
                    touched[at++] = responses.itemAt(c) * layout.model().perItem() + k;
            if (shared) touched[at] = layout.items();
            return touched;
        }

        private double[] score(int p, int q, int length) {
            double[] score = new double[length];
            double ability = grid.points()[q];
            int at = 0;
            for (int c = responses.start(p); c < responses.end(p); c++) {
                ItemCurve curve = curves.get(responses.itemAt(c));
                double right = responses.rightAt(c);
                double wrong = responses.attemptsAt(c) - right;
                double slope = curve.slope(ability, right, wrong);
                score[at++] = -slope * curve.discrimination();
                if (layout.model() == ItemModel.ONE_PARAMETER) score[length - 1] += slope * curve.logit(ability);
                else score[at++] = slope * curve.logit(ability);
                if (layout.guesses()) score[at++] = ItemLayout.guess(curve, ability, right, wrong);
            }
            return score;
        }
    }
}
