package org.broadsheet.evaluation.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.broadsheet.evaluation.Measure;

/// Measures by their names.
///
/// Two ways of writing are understood:
///
/// - trec_eval's: `map`, `P.5,10`, `P_10`, `ndcg.1=3,2=7`, and the names of sets, `official`, `all_trec`, `set`,
///   `qrels_jg`;
/// - that of ir-measures: `nDCG@10`, `P(rel=2)@5`, `RBP(p=0.8)`, `nDCG(dcg='exp-log2')@20`.
public final class Measures {
    private Measures() {}

    /// The one measure of this name.
    ///
    /// @throws IllegalArgumentException where the name is unknown, or one of several measures
    public static Measure of(String name) {
        List<Measure> found = parse(List.of(name)).measures();
        if (found.size() != 1)
            throw new IllegalArgumentException(
                    "'" + name + "' stands for " + found.size() + " measures; name one, for example "
                            + (found.isEmpty() ? "map" : found.getFirst().name()));
        return found.getFirst();
    }

    /// Measures by name, in the order given.
    public static List<Measure> of(String first, String second, String... others) {
        List<Measure> all = new ArrayList<>(List.of(of(first), of(second)));
        for (String other : others) all.add(of(other));
        return all;
    }

    /// What a list of names asks for: first trec_eval's, in the order in which it prints them, then others as they
    /// were named. Naming a measure twice with different parameters gives both.
    ///
    /// @throws IllegalArgumentException where a name is unknown or its parameters make no sense
    public static Selection parse(Collection<String> names) {
        TrecMeasures trec = new TrecMeasures();
        Map<String, Measure> others = new LinkedHashMap<>();
        for (String name : names) {
            if (trec.add(name.strip())) continue;
            Measure measure = IrMeasures.parse(name.strip());
            others.put(measure.name(), measure);
        }
        List<Selection.Item> items = new ArrayList<>(trec.items());
        others.values().forEach(m -> items.add(new Selection.Item.Value(m)));
        return new Selection(items);
    }

    /// Every name that is known, without parameters, sorted.
    public static List<String> names() {
        TreeSet<String> all = new TreeSet<>(TrecMeasures.names());
        all.addAll(IrMeasures.names());
        return List.copyOf(all);
    }
}
