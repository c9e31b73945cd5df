package org.broadsheet.evaluation.adjudication;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// A way to spend judgments on the documents that several systems retrieved.
public interface AdjudicationMethod {
    /// The name by which [#named] finds it.
    String name();

    /// Begins with one topic.
    ///
    /// @param pool   what the systems retrieved for it
    /// @param random for methods that draw; others ignore it
    Adjudicator start(Pool pool, RandomGenerator random);

    /// Any order, each as likely.
    static AdjudicationMethod random() {
        return new FixedOrders.Random();
    }

    /// The whole pool in the order of document ids, as an assessor gets it who is to take all.
    static AdjudicationMethod takeAll() {
        return new FixedOrders.TakeAll();
    }

    /// All documents at rank 1, then those at rank 2: classic pooling to a depth.
    static AdjudicationMethod depth() {
        return new FixedOrders.Depth();
    }

    /// By the sum of Borda points over the runs.
    static AdjudicationMethod borda() {
        return new FixedOrders.Fused("borda");
    }

    /// By reciprocal rank fusion of the runs, k = 60.
    static AdjudicationMethod reciprocalRanks() {
        return new FixedOrders.Fused("rrf");
    }

    /// Move to front (Cormack, Palmer and Clarke 1998): stay with a run while it finds relevant documents.
    static AdjudicationMethod moveToFront() {
        return new MoveToFront();
    }

    /// Hedge (Aslam, Pavlu and Savell 2003) with its usual beta of 0.1.
    static AdjudicationMethod hedge() {
        return new Hedge(0.1);
    }

    /// The run with the largest mean of found and missed judges next (Losada, Parapar and Barreiro 2016, MM).
    static AdjudicationMethod maxMean() {
        return new Bandit(1, Bandit.Choice.MEAN, Bandit.Credit.PULLED);
    }

    /// As [#maxMean], but only the last verdict on a run counts (MM-NS with rate 0).
    static AdjudicationMethod maxMeanNonStationary() {
        return new Bandit(0, Bandit.Choice.MEAN, Bandit.Credit.PULLED);
    }

    /// As [#maxMean], but with a draw from each run's Beta distribution instead of its mean (Thompson 1933).
    static AdjudicationMethod thompson() {
        return new Bandit(1, Bandit.Choice.SAMPLE, Bandit.Credit.PULLED);
    }

    /// One method of each name.
    static List<AdjudicationMethod> all() {
        return List.of(
                random(),
                takeAll(),
                depth(),
                borda(),
                reciprocalRanks(),
                moveToFront(),
                hedge(),
                maxMean(),
                maxMeanNonStationary(),
                thompson());
    }

    /// A method by its name.
    ///
    /// @throws IllegalArgumentException for a name that is not one of [#all], with those there are
    static AdjudicationMethod named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        for (AdjudicationMethod method : all()) if (method.name().equals(wanted)) return method;
        throw new IllegalArgumentException("there is no adjudication method \"" + name + "\"; there are "
                + String.join(", ", all().stream().map(AdjudicationMethod::name).toList()));
    }
}
