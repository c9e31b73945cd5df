package org.broadsheet.preference.reliability;

import java.util.List;
import java.util.Locale;

/// A way to tell the truth from labels of judges who err, and how much each errs.
///
/// Laws, held by `LabelModelContractTest`: the order of labels does not matter, nor what judges, items
/// and labels are called; what all judges of an item say is its label; posteriors are probabilities; a
/// judge who is always right is found to be better than one who guesses.
public sealed interface LabelModel permits MajorityVote, OneCoin, DawidSkene {
    /// The name by which [#named] finds it.
    String name();

    /// Fits the model. The outcome does not depend on anything random.
    LabelFit fit(LabelMatrix labels);

    /// One of each with its default settings, simplest first.
    static List<LabelModel> all() {
        return List.of(new MajorityVote(), OneCoin.DEFAULT, DawidSkene.DEFAULT);
    }

    /// A model by its name.
    ///
    /// @throws IllegalArgumentException for any other name, with those there are
    static LabelModel named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        for (LabelModel model : all()) if (model.name().equals(wanted)) return model;
        throw new IllegalArgumentException("there is no model of judges \"" + name + "\"; there are "
                + String.join(", ", all().stream().map(LabelModel::name).toList()));
    }
}
