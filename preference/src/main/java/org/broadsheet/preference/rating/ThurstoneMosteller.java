package org.broadsheet.preference.rating;

/// Thurstone and Mosteller: the chance that one item beats another is the normal distribution at the
/// difference of their ratings (Thurstone 1927, case V; Mosteller 1951), fitted by maximum likelihood. A
/// difference of 1 is one standard deviation of a difference of performances. All else is as in
/// [BradleyTerry].
///
/// @param ties  whether ties are foretold, by a threshold (Glenn and David 1960; the parameter `tie`);
///     where not they are half a win for each
/// @param home  whether the left one has an advantage, estimated with the ratings
/// @param ridge precision of a normal prior of ratings around 0; 0 for none
public record ThurstoneMosteller(boolean ties, boolean home, double ridge, Solver solver, StandardErrors errors)
        implements RatingSystem {
    /// Ties are half wins, no home advantage, no prior.
    public static final ThurstoneMosteller PLAIN =
            new ThurstoneMosteller(false, false, 0, Solver.NEWTON, StandardErrors.HESSIAN);

    public ThurstoneMosteller {
        if (solver == Solver.MM) throw new IllegalArgumentException("MM is for Bradley-Terry; take Newton or L-BFGS");
        fit(ties, home, ridge, solver, errors); // checks
    }

    public ThurstoneMosteller withTies(boolean foretold) {
        return new ThurstoneMosteller(foretold, home, ridge, solver, errors);
    }

    public ThurstoneMosteller withHome(boolean other) {
        return new ThurstoneMosteller(ties, other, ridge, solver, errors);
    }

    public ThurstoneMosteller withRidge(double other) {
        return new ThurstoneMosteller(ties, home, other, solver, errors);
    }

    @Override
    public String name() {
        return "thurstone";
    }

    @Override
    public <I> Ratings<I> fit(Comparisons<I> comparisons) {
        return fit(ties, home, ridge, solver, errors).fit(comparisons);
    }

    private static PairFit fit(boolean ties, boolean home, double ridge, Solver solver, StandardErrors errors) {
        PairModel model = ties ? new PairModel.ProbitThreshold() : new PairModel.Probit();
        return new PairFit("thurstone", model, home, false, ridge, solver, errors);
    }
}
