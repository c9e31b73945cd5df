package org.broadsheet.evaluation.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Seeded pairs of judgments and run, each hard in its own way. What trec_eval prints for them is kept
/// beside the test.
///
/// To make the expected outputs anew: run [#main] with a folder, which writes the files and the commands
/// to run there.
final class GeneratedRuns {
    /// @param arguments trec_eval's, for this pair; where `-Z` is among them, its file is [#REFERENCE]
    /// @param measures  to ask for
    record Case(String name, List<String> arguments, List<String> measures, String qrels, String run) {}

    static final String REFERENCE = "reference";
    private static final List<String> ALL = List.of("all_trec", "yaap");

    private GeneratedRuns() {}

    static List<Case> cases() {
        return List.of(
                make("plain", List.of("-q"), 1, 4, 60, 40, 1, 1000, 0, "d"),
                make("ties", List.of("-q"), 2, 4, 80, 50, 2, 3, 0, "doc-"),
                make("all-tied", List.of("-q"), 3, 3, 30, 30, 3, 1, 0, "x"),
                make("missing-topics", List.of("-q", "-c"), 4, 6, 50, 30, 2, 50, 2, "d"),
                make("graded-level-2", List.of("-q", "-l2"), 5, 4, 70, 60, 4, 20, 0, "d"),
                make("judged-only", List.of("-q", "-J"), 6, 4, 90, 50, 3, 10, 0, "d"),
                make("depth-7", List.of("-q", "-M7"), 7, 4, 40, 30, 3, 5, 0, "d"),
                make("huge-lists", List.of("-c"), 8, 3, 9000, 4000, 3, 200, 1, "WTX-B-"),
                make("beyond-ascii", List.of("-q"), 9, 3, 40, 30, 2, 2, 0, "\u00e9\ud83d\ude00\ufffd"),
                make("many-topics", List.of("-c"), 10, 400, 30, 12, 2, 6, 40, "d"),
                make("z-scores", List.of("-q", "-Z"), 11, 3, 50, 30, 2, 9, 0, "d"),
                preferences("one-judge", List.of("-q", "-R", "prefs"), 12, 1, 1),
                preferences("several-judges", List.of("-q", "-R", "prefs"), 13, 3, 1),
                preferences("several-sets", List.of("-q", "-R", "prefs", "-M", "12"), 14, 2, 4),
                grades("grades-as-preferences", List.of("-q", "-R", "qrels_prefs"), 15));
    }

    /// Means and deviations for some topics and measures; a deviation of 0, and measures that are missing.
    ///
    /// trec_eval looks for them beyond the end of its table, so that the last one has to be called `zzz`.
    static String reference() {
        StringBuilder lines = new StringBuilder();
        for (int topic = 1; topic <= 3; topic++)
            lines.append("%d map 0.21 0.1%d\n%d P_5 0.4 0\n%d num_ret 20.5 3.25\n%d gm_map -1.5 0.75\n%d zzz 0 1\n"
                    .formatted(topic, topic, topic, topic, topic, topic));
        return lines.append("2 P_10 0.1 0\n").toString();
    }

    private static Case grades(String name, List<String> arguments, long seed) {
        Case plain = make(name, arguments, seed, 4, 60, 40, 3, 12, 0, "d");
        return new Case(
                name,
                arguments,
                List.of("all_prefs"),
                plain.qrels().replaceAll("-\\d+\n", "0\n"), // trec_eval knows no levels below 0 here
                plain.run());
    }

    /// Each judge has levels for all documents, of which a set shows some, so that no judge contradicts
    /// themselves.
    private static Case preferences(String name, List<String> arguments, long seed, int judges, int sets) {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        StringBuilder run = new StringBuilder();
        for (int topic = 1; topic <= 8; topic++) {
            for (int judge = 1; judge <= judges; judge++) {
                double[] levels = new double[24];
                for (int d = 0; d < levels.length; d++) levels[d] = Math.max(0, random.nextInt(2 + topic) - 2) * 0.5;
                for (int set = 1; set <= sets; set++)
                    for (int d = 0; d < levels.length; d++)
                        if (random.nextInt(1 + sets) == 0)
                            lines.append(
                                    "%d judge%d set%d %s %s\n".formatted(topic, judge, set, id("d", d), levels[d]));
            }
            for (int d = 0; d < 30; d++)
                if (random.nextInt(3) > 0)
                    run.append("%d Q0 %s 1 %d made\n".formatted(topic, id("d", d), random.nextInt(12)));
        }
        return new Case(name, arguments, List.of("all_prefs"), lines.toString(), run.toString());
    }

    /// @param pool     how many documents there are
    /// @param length   how many of them are retrieved, at most
    /// @param highest  grade
    /// @param scores   how many different scores there are; few make ties
    /// @param missing  how many topics have no results
    private static Case make(
            String name,
            List<String> arguments,
            long seed,
            int topics,
            int pool,
            int length,
            int highest,
            int scores,
            int missing,
            String prefix) {
        Random random = new Random(seed);
        StringBuilder qrels = new StringBuilder();
        StringBuilder run = new StringBuilder();
        for (int t = 1; t <= topics; t++) {
            for (int d = 0; d < pool; d++) {
                if (random.nextInt(3) == 0) continue;
                int grade =
                        random.nextInt(5) == 0 ? -1 - random.nextInt(2) : Math.max(0, random.nextInt(highest + 5) - 4);
                if (d == 0) grade = highest;
                qrels.append(t)
                        .append(" 0 ")
                        .append(id(prefix, d))
                        .append(' ')
                        .append(grade)
                        .append('\n');
            }
            if (t % 2 == 1)
                qrels.append(t).append("\t0\tonly-judged-").append(t).append(" \t1\n");
            int retrieved = 1 + random.nextInt(length);
            int start = random.nextInt(pool);
            for (int i = 0; i < retrieved && i < pool; i++) {
                double score = random.nextInt(scores) * 0.37 - 1.5;
                if (t > topics - missing) continue;
                run.append(t)
                        .append(" Q0 ")
                        .append(id(prefix, (start + i * 7) % (pool + 6)))
                        .append(' ')
                        .append(random.nextInt(100))
                        .append("   ")
                        .append(score)
                        .append(" made\n");
            }
        }
        run.append("no-such-topic Q0 d1 1 2.5 made\n");
        return new Case(name, arguments, ALL, qrels.toString(), distinct(run.toString()));
    }

    private static String id(String prefix, int number) {
        // A second alphabet, so that order by bytes differs from order by number.
        return number % 3 == 0 ? prefix + number : prefix + (char) ('A' + number % 26) + number;
    }

    private static String distinct(String run) {
        java.util.Set<String> seen = new java.util.HashSet<>();
        StringBuilder kept = new StringBuilder();
        for (String line : run.split("\n")) {
            String[] fields = line.split(" +");
            if (seen.add(fields[0] + " " + fields[2])) kept.append(line).append('\n');
        }
        return kept.toString();
    }

    /// @param args a folder that exists
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        StringBuilder commands = new StringBuilder("set -e\n");
        Files.writeString(folder.resolve(REFERENCE), reference());
        for (Case c : cases()) {
            Files.writeString(folder.resolve(c.name() + ".qrels"), c.qrels());
            Files.writeString(folder.resolve(c.name() + ".run"), c.run());
            String command = "$TREC_EVAL -m %s %s %s.qrels %s.run | grep -v '^Z*rbp ' > %s.txt\n"
                    .formatted(
                            String.join(" -m ", c.measures()),
                            String.join(" ", c.arguments()),
                            c.name(),
                            c.name(),
                            c.name());
            commands.append(command.replace("-Z", "-Z " + REFERENCE));
        }
        Files.writeString(folder.resolve("commands"), commands);
    }
}
