package org.broadsheet.preference.rating;

/// Bradley-Terry: the odds that one item beats another are e to the difference of their ratings (Zermelo
/// 1929; Bradley and Terry 1952), fitted by maximum likelihood. Ratings are in log-odds and sum to zero
/// over each group of items that chains of comparisons link.
///
/// Where no finite ratings fit best (somebody never lost, or never won) a prior of precision 0.01 steps in
/// and a warning says so. Time and space grow with the number of pairs that met.
///
/// @param ties       what a tie is
/// @param home       whether the left one has an advantage, estimated with the ratings (`home` of the
///     parameters)
/// @param covariates whether the covariates of the comparisons are used, each with a slope
/// @param ridge      precision of a normal prior of ratings around 0: adds ridge / 2 times their squares to
///     -ln likelihood; 0 for none
public record BradleyTerry(
        Ties ties, boolean home, boolean covariates, double ridge, Solver solver, StandardErrors errors)
        implements RatingSystem {
    /// What a tie is to the model.
    public enum Ties {
        /// Half a win for each side; ties are not foretold.
        HALF,
        /// A threshold: neither is enough better (Rao and Kupper 1967). The parameter `tie` is ln of their
        /// theta.
        RAO_KUPPER,
        /// As likely as the geometric mean of the two wins times nu (Davidson 1970). The parameter `tie` is
        /// ln of nu.
        DAVIDSON
    }

    /// Ties are half wins, no home advantage, covariates where there are any, no prior.
    public static final BradleyTerry PLAIN =
            new BradleyTerry(Ties.HALF, false, true, 0, Solver.NEWTON, StandardErrors.HESSIAN);

    public BradleyTerry {
        fit(ties, home, covariates, ridge, solver, errors); // checks
    }

    public BradleyTerry with(Ties other) {
        return new BradleyTerry(other, home, covariates, ridge, solver, errors);
    }

    public BradleyTerry withHome(boolean other) {
        return new BradleyTerry(ties, other, covariates, ridge, solver, errors);
    }

    public BradleyTerry withCovariates(boolean other) {
        return new BradleyTerry(ties, home, other, ridge, solver, errors);
    }

    public BradleyTerry withRidge(double other) {
        return new BradleyTerry(ties, home, covariates, other, solver, errors);
    }

    public BradleyTerry with(Solver other) {
        return new BradleyTerry(ties, home, covariates, ridge, other, errors);
    }

    public BradleyTerry with(StandardErrors other) {
        return new BradleyTerry(ties, home, covariates, ridge, solver, other);
    }

    @Override
    public String name() {
        return switch (ties) {
            case HALF -> "bradley-terry";
            case RAO_KUPPER -> "rao-kupper";
            case DAVIDSON -> "davidson";
        };
    }

    @Override
    public <I> Ratings<I> fit(Comparisons<I> comparisons) {
        return fit(ties, home, covariates, ridge, solver, errors).fit(comparisons);
    }

    private static PairFit fit(
            Ties ties, boolean home, boolean covariates, double ridge, Solver solver, StandardErrors errors) {
        if (solver == Solver.MM && (ties == Ties.DAVIDSON || ridge > 0 || covariates))
            throw new IllegalArgumentException(
                    "MM knows no prior, no covariates and no ties of Davidson's; take Newton or L-BFGS");
        return switch (ties) {
            case HALF ->
                new PairFit("bradley-terry", new PairModel.Logistic(), home, covariates, ridge, solver, errors);
            case RAO_KUPPER ->
                new PairFit("rao-kupper", new PairModel.RaoKupper(), home, covariates, ridge, solver, errors);
            case DAVIDSON -> new PairFit("davidson", new PairModel.Davidson(), home, covariates, ridge, solver, errors);
        };
    }
}
