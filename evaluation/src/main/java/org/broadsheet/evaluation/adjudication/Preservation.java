package org.broadsheet.evaluation.adjudication;

/// What cheap judgments keep of what full judgments say of some systems.
///
/// A pair of systems is in *active agreement* where both sets of judgments find it significant and in the
/// same
/// direction, in *active disagreement* where both do in opposite directions, *lost* where only the full
/// ones do, *false*
/// where only the cheap ones do, and passive where neither does (Otero, Parapar and Barreiro 2021, with the
/// mixed cases
/// told apart).
///
/// @param method   name of the adjudication method
/// @param budget   judgments a topic at most
/// @param judged   judgments made, over all topics
/// @param relevant relevant documents among them
/// @param tau      Kendall's tau-b of the systems' means, cheap against full; NaN where one side ties all
/// @param tauAp    tau-AP of the same, errors at the top weighing more
public record Preservation(
        String method,
        int budget,
        double judged,
        double relevant,
        double tau,
        double tauAp,
        double activeAgreement,
        double activeDisagreement,
        double lost,
        double falselyFound,
        double passive) {
    /// Of the pairs that the cheap judgments call significant, the share that the full ones do in the same
    /// direction; NaN
    /// where there are none.
    public double precision() {
        double found = activeAgreement + activeDisagreement + falselyFound;
        return found == 0 ? Double.NaN : activeAgreement / found;
    }

    /// Of the pairs that the full judgments call significant, the share that the cheap ones do in the same
    /// direction; NaN
    /// where there are none.
    public double recall() {
        double there = activeAgreement + activeDisagreement + lost;
        return there == 0 ? Double.NaN : activeAgreement / there;
    }

    /// Harmonic mean of precision and recall; 0 where nothing was found but something was there.
    public double f1() {
        double both = 2 * activeAgreement + 2 * activeDisagreement + falselyFound + lost;
        return both == 0 ? Double.NaN : 2 * activeAgreement / both;
    }

    /// Matthews' correlation of significant or not; NaN where one side is all the same. An active
    /// disagreement counts as
    /// a miss and a false find.
    public double matthews() {
        double miss = lost + activeDisagreement;
        double wrong = falselyFound + activeDisagreement;
        double rest =
                Math.sqrt((activeAgreement + wrong) * (activeAgreement + miss) * (passive + wrong) * (passive + miss));
        return rest == 0 ? Double.NaN : (activeAgreement * passive - wrong * miss) / rest;
    }

    /// All pairs of systems.
    public double pairs() {
        return activeAgreement + activeDisagreement + lost + falselyFound + passive;
    }
}
