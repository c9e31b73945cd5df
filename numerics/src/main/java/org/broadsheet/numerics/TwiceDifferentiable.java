package org.broadsheet.numerics;

/// A real function of n real parameters whose second derivatives can be multiplied with a vector without
/// ever being written down as a matrix.
public interface TwiceDifferentiable extends Differentiable {
    /// Everything about one point. Valid until the next call of [#at].
    interface Local {
        double value();

        /// n numbers, not to be changed.
        double[] gradient();

        /// The n second derivatives by one parameter alone, not to be changed.
        double[] diagonal();

        /// The matrix of second derivatives times `v`, written over `product`; each n numbers.
        void times(double[] v, double[] product);
    }

    Local at(double[] x);

    @Override
    default double valueAndGradient(double[] x, double[] gradient) {
        Local local = at(x);
        System.arraycopy(local.gradient(), 0, gradient, 0, gradient.length);
        return local.value();
    }
}
