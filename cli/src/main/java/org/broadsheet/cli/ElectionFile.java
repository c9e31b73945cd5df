package org.broadsheet.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.evaluation.aggregation.ScoreTable;
import org.broadsheet.evaluation.aggregation.ScoreTableFile;
import org.broadsheet.preference.judgment.Conversions;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.JudgmentFile;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.Ballot;
import org.broadsheet.ranking.vote.BallotLines;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Unranked;
import org.jspecify.annotations.Nullable;

/// What a person votes with: a file of ballots, one ranking a line, of judgments, or a table of scores whose
/// columns are the voters.
///
/// @param ballots whether it holds ballots or judgments
/// @param missing how many scores of a table are missing
record ElectionFile(Election<String> election, boolean ballots, int missing) {
    private static final long LARGEST = 200_000_000;
    private static final int LOOKED_AT = 50;
    private static final List<Set<String>> PAIRS = List.of(
            Set.of("left", "right", "outcome"),
            Set.of("winner", "loser"),
            Set.of("model_a", "model_b", "winner"),
            Set.of("chosen", "rejected"));
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?|nan|[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);

    /// @param lower    tasks of a table on which less is better
    /// @param without  tasks of a table to leave out
    /// @param unranked `last` or `no-opinion`; nothing where that goes without saying: `last` for ballots,
    ///                 `no-opinion` for judgments
    /// @throws IllegalArgumentException naming file and line for what is neither, or for a wrong option
    static ElectionFile read(Path file, Set<String> lower, Set<String> without, @Nullable String unranked)
            throws IOException {
        String text = text(file);
        String name = String.valueOf(file.getFileName());
        boolean judgments = areJudgments(text);
        if (judgments || areBallots(text)) {
            if (!lower.isEmpty() || !without.isEmpty())
                throw new IllegalArgumentException((lower.isEmpty() ? "--without" : "--lower")
                        + " is about the tasks of a score table, but " + name + " holds ballots");
            BufferedReader in = new BufferedReader(new StringReader(text));
            return new ElectionFile(
                    new Election<>(
                            judgments ? judgments(in, name) : BallotLines.read(in, name),
                            unranked(unranked != null ? unranked : judgments ? "no-opinion" : "last"),
                            TieBreaker.ascending()),
                    true,
                    0);
        }
        ScoreTable table = without(ScoreTableFile.read(new StringReader(text), name, separator(text), lower), without);
        return new ElectionFile(table.election(), false, table.missing());
    }

    private static List<Ballot<String>> judgments(BufferedReader in, String name) throws IOException {
        List<Judgment<String, String>> all = new ArrayList<>();
        JudgmentFile.read(in, name, all::add);
        List<Ballot<String>> ballots = Conversions.ballots(all);
        if (ballots.isEmpty())
            throw new IllegalArgumentException(name + " holds no judgment of two items or more by one judge");
        return ballots;
    }

    private static ScoreTable without(ScoreTable table, Set<String> without) {
        for (String task : without)
            if (!table.tasks().contains(task))
                throw new IllegalArgumentException("there is no task \"" + task + "\" to leave out; there are "
                        + String.join(", ", table.tasks()));
        int[] kept = IntStream.range(0, table.tasks().size())
                .filter(t -> !without.contains(table.tasks().get(t)))
                .toArray();
        if (kept.length == 0) throw new IllegalArgumentException("--without leaves no task");
        return table.choose(kept);
    }

    private static String text(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        try (BufferedReader in = TextFile.open(file)) {
            char[] part = new char[1 << 16];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                text.append(part, 0, n);
                if (text.length() > LARGEST)
                    throw new IllegalArgumentException(file + " has more than " + LARGEST + " characters");
            }
        }
        return text.isEmpty() || text.charAt(0) != '\ufeff' ? text.toString() : text.substring(1);
    }

    private static Unranked unranked(String said) {
        return switch (said) {
            case "last" -> Unranked.LAST;
            case "no-opinion" -> Unranked.NO_OPINION;
            default -> throw new IllegalArgumentException("--unranked is last or no-opinion but was " + said);
        };
    }

    /// JSON lines, or a table of pairs.
    private static boolean areJudgments(String text) {
        String first = text.lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .findFirst()
                .orElse("");
        Set<String> names = fields(first.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return first.stripLeading().startsWith("{") || PAIRS.stream().anyMatch(names::containsAll);
    }

    /// A table has names in its first line, not all of them numbers, and a number behind the first field of a
    /// line after it.
    private static boolean areBallots(String text) {
        List<String> lines = text.lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .limit(LOOKED_AT)
                .toList();
        if (lines.size() < 2
                || lines.getFirst().contains(">")
                || fields(lines.getFirst()).allMatch(ElectionFile::isNumber)) return true;
        return lines.stream().skip(1).noneMatch(l -> fields(l).skip(1).anyMatch(ElectionFile::isNumber));
    }

    private static Stream<String> fields(String line) {
        return Arrays.stream(line.split("[,\t]", -1)).map(String::strip);
    }

    private static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches();
    }

    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        return first.contains(",") ? ',' : '\t';
    }
}
