package org.broadsheet.preference.response;

import java.util.Arrays;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.Optimum;

/// Joint maximum likelihood: the abilities are parameters like those of the items (Lord 1980, chapter
/// 12). Quick for very long tests and assumes no distribution of abilities, but with few items it spreads
/// the scale too far, by about n / (n - 1) for n of them, however many respondents there are;
/// [MarginalLikelihood] does not.
///
/// Respondents who were right or wrong throughout have no finite ability and are left out. The abilities
/// of the others are held to mean 0 and standard deviation 1. Standard errors take the abilities as
/// known, and are too small by what that ignores.
///
/// @param model     how many parameters an item has
/// @param priors    of the items
/// @param optimizer of the likelihood
public record JointLikelihood(ItemModel model, ItemPriors priors, Lbfgs optimizer) implements ItemEstimation {
    public static JointLikelihood of(ItemModel model) {
        return new JointLikelihood(model, ItemPriors.DEFAULT, new Lbfgs(20, 2_000, 1e-9));
    }

    public JointLikelihood withPriors(ItemPriors beliefs) {
        return new JointLikelihood(model, beliefs, optimizer);
    }

    @Override
    public ItemBank fit(ResponseMatrix responses) {
        ItemBank.requireEstimable(responses, priors);
        int[] varied = varied(responses);
        if (varied.length < 2)
            throw new IllegalArgumentException("joint estimates need at least 2 respondents who were neither right nor"
                    + " wrong throughout, but there are " + varied.length + "; use marginal likelihood");
        ItemLayout layout = new ItemLayout(model, responses.items().size());
        Joint joint = new Joint(responses, varied, layout, priors);
        Optimum optimum = optimizer.minimize(joint, joint.start());
        double[] x = optimum.point();
        return ItemBank.of(responses, layout, x, joint.variances(x), joint.likelihood(x), optimum.converged());
    }

    private static int[] varied(ResponseMatrix responses) {
        int[] varied = new int[responses.respondents().size()];
        int n = 0;
        for (int p = 0; p < varied.length; p++) {
            int right = responses.rightOf(p);
            if (right > 0 && right < responses.attemptsOf(p)) varied[n++] = p;
        }
        return Arrays.copyOf(varied, n);
    }

    /// Parameters of the items, then one number a respondent whose standardised value is the ability.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Joint(ResponseMatrix responses, int[] varied, ItemLayout layout, ItemPriors priors)
            implements Differentiable {
        @Override
        public int dimension() {
            return layout.size() + varied.length;
        }

        double[] start() {
            double[] x = Arrays.copyOf(layout.start(responses.totals(), priors), dimension());
            for (int v = 0; v < varied.length; v++) {
                double share = (responses.rightOf(varied[v]) + 0.5) / (responses.attemptsOf(varied[v]) + 1.0);
                // The tiny slope keeps respondents apart who have all the same share: a spread of 0 has
                // no standard.
                x[layout.size() + v] = Math.log(share / (1 - share)) + 1e-6 * v;
            }
            return x;
        }

        private double[] abilities(double[] x) {
            int n = varied.length;
            double mean = 0;
            for (int v = 0; v < n; v++) mean += x[layout.size() + v] / n;
            double square = 0;
            for (int v = 0; v < n; v++) square += Math.pow(x[layout.size() + v] - mean, 2) / n;
            double spread = Math.sqrt(square);
            double[] abilities = new double[n + 1];
            for (int v = 0; v < n; v++) abilities[v] = (x[layout.size() + v] - mean) / spread;
            abilities[n] = spread;
            return abilities;
        }

        private ItemCurve[] curves(double[] x) {
            ItemCurve[] curves = new ItemCurve[layout.items()];
            for (int i = 0; i < curves.length; i++) curves[i] = layout.curve(x, i);
            return curves;
        }

        double likelihood(double[] x) {
            double[] ability = abilities(x);
            ItemCurve[] curves = curves(x);
            double sum = 0;
            for (int v = 0; v < varied.length; v++)
                for (int c = responses.start(varied[v]); c < responses.end(varied[v]); c++) {
                    ItemCurve curve = curves[responses.itemAt(c)];
                    int right = responses.rightAt(c);
                    sum += right * curve.logRight(ability[v])
                            + (responses.attemptsAt(c) - right) * curve.logWrong(ability[v]);
                }
            return sum;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            Arrays.fill(gradient, 0);
            double value = priors.add(layout, x, gradient) - likelihood(x);
            double[] ability = abilities(x);
            ItemCurve[] curves = curves(x);
            int n = varied.length;
            double[] byAbility = new double[n];
            for (int v = 0; v < n; v++)
                for (int c = responses.start(varied[v]); c < responses.end(varied[v]); c++) {
                    int item = responses.itemAt(c);
                    double right = responses.rightAt(c);
                    double wrong = responses.attemptsAt(c) - right;
                    layout.gradient(curves[item], item, ability[v], right, wrong, -1, gradient);
                    byAbility[v] -= curves[item].slope(ability[v], right, wrong) * curves[item].discrimination();
                }
            // Through the standardisation: what moves all abilities alike, or in proportion, changes
            // nothing.
            double mean = 0;
            double along = 0;
            for (int v = 0; v < n; v++) {
                mean += byAbility[v] / n;
                along += byAbility[v] * ability[v] / n;
            }
            for (int v = 0; v < n; v++)
                gradient[layout.size() + v] = (byAbility[v] - mean - along * ability[v]) / ability[n];
            return value;
        }

        double[] variances(double[] x) {
            double[] ability = abilities(x);
            ItemCurve[] curves = curves(x);
            ItemInformation information = new ItemInformation(layout, false);
            for (int v = 0; v < varied.length; v++)
                for (int c = responses.start(varied[v]); c < responses.end(varied[v]); c++)
                    information.addComplete(
                            curves[responses.itemAt(c)], responses.itemAt(c), ability[v], responses.attemptsAt(c));
            for (int k = 0; k < layout.size(); k++) information.add(k, k, priors.curvature(layout, x, k));
            return information.variances();
        }
    }
}
