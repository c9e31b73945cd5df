package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.preference.judgment.Conversions;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.JudgmentFile;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.Rating;
import org.broadsheet.preference.judgment.Thumb;
import org.broadsheet.preference.rating.Comparisons;

/// What files of judgments say of which item is better. What one judge gave stars or thumbs to in one context
/// is one ranked list.
///
/// @param pairs      all of it as pairs
/// @param others     the lists and choices, in which lists of stars and thumbs are included
/// @param firstPairs how many of the pairs were pairs from the start; they come first
record JudgmentsRead(Comparisons<String> pairs, List<Judgment<String, String>> others, int firstPairs) {
    /// @param covariates columns of a table whose numbers come with each pair
    /// @throws IllegalArgumentException naming file and line of what cannot be used
    static JudgmentsRead of(Path file, List<String> covariates) throws IOException {
        return into(Comparisons.builder(covariates), file, covariates);
    }

    /// @param known items that may or may not be in the file
    static JudgmentsRead besides(List<String> known, Path file) throws IOException {
        Comparisons.Builder<String> pairs = Comparisons.builder();
        known.forEach(pairs::item);
        return into(pairs, file, List.of());
    }

    private static JudgmentsRead into(Comparisons.Builder<String> pairs, Path file, List<String> covariates)
            throws IOException {
        List<Judgment<String, String>> others = new ArrayList<>();
        List<Judgment<String, String>> grades = new ArrayList<>();
        int[] count = {0};
        String name = String.valueOf(file.getFileName());
        try (BufferedReader in = TextFile.open(file)) {
            if (covariates.isEmpty())
                JudgmentFile.read(in, name, j -> {
                    switch (j) {
                        case PairwisePreference<String, String> p -> {
                            pairs.add(p);
                            count[0]++;
                        }
                        case Thumb<String, String> t -> grades.add(t);
                        case Rating<String, String> r -> grades.add(r);
                        default -> others.add(j);
                    }
                });
            else
                JudgmentFile.readTable(in, name, covariates, (pair, values) -> {
                    pairs.add(pair, values);
                    count[0]++;
                });
        }
        others.addAll(Conversions.rankings(grades));
        for (Judgment<String, String> j : others) pairs.add(j);
        return new JudgmentsRead(pairs.build(), others, count[0]);
    }

    /// Everything as it stood: pairs, then lists.
    List<Judgment<String, String>> all() {
        List<Judgment<String, String>> all = new ArrayList<>(firstPairs + others.size());
        for (int i = 0; i < firstPairs; i++) all.add(pairs.at(i));
        all.addAll(others);
        return all;
    }
}
