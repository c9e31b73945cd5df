package org.broadsheet.preference.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.RankedPreference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ratings of public comparisons beside those that the Python library choix (commit 7494ad31) gives, and
/// models of ties beside likelihoods written for SciPy. The estimates stand in `choix-*.tsv` and
/// `scipy-*.tsv`; the comparisons are read from the folder of public data, and without it these tests are
/// skipped.
class ReferenceTest {
    private static final Path DATA =
            Path.of(System.getProperty("broadsheet.repository", "..")).resolve("../shared/data");

    /// One file of estimates: a row an item, a column a method.
    private record Expected(Map<String, Map<String, Double>> columns) {
        static Expected of(String file) throws IOException {
            InputStream in = Objects.requireNonNull(ReferenceTest.class.getResourceAsStream(file), file);
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] names = lines.getFirst().split("\t");
            Map<String, Map<String, Double>> columns = new TreeMap<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split("\t");
                for (int c = 1; c < names.length; c++)
                    columns.computeIfAbsent(names[c], _ -> new LinkedHashMap<>())
                            .put(fields[0], Double.valueOf(fields[c]));
            }
            return new Expected(columns);
        }

        Map<String, Double> column(String name) {
            return Objects.requireNonNull(columns.get(name), name);
        }

        void holds(Ratings<String> ratings, String column, double tolerance) {
            Map<String, Double> expected = new LinkedHashMap<>(column(column));
            expected.keySet().removeIf(item -> item.startsWith("("));
            assertThat(ratings.items()).containsExactlyInAnyOrderElementsOf(expected.keySet());
            expected.forEach((item, value) -> assertThat(ratings.rating(item))
                    .as("%s of %s", column, item)
                    .isCloseTo(value, within(tolerance)));
        }
    }

    private static List<CSVRecord> rows(String file) {
        Path path = DATA.resolve(file);
        assumeTrue(Files.exists(path), "there is no " + path);
        char separator = file.contains(".tsv") ? '\t' : ',';
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8));
                CSVParser parser = CSVParser.parse(in, format)) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Winner and loser of each comparison; items with fewer wins or losses than `least` leave, again and
    /// again.
    private static Comparisons<String> core(List<String[]> pairs, int least) {
        List<String[]> kept = pairs;
        while (true) {
            Map<String, Integer> wins = new HashMap<>();
            Map<String, Integer> losses = new HashMap<>();
            for (String[] p : kept) {
                wins.merge(p[0], 1, Integer::sum);
                losses.merge(p[1], 1, Integer::sum);
            }
            List<String[]> next = kept.stream()
                    .filter(p -> Arrays.stream(p)
                            .allMatch(i -> wins.getOrDefault(i, 0) >= least && losses.getOrDefault(i, 0) >= least))
                    .toList();
            if (next.size() == kept.size()) break;
            kept = next;
        }
        Comparisons.Builder<String> builder = Comparisons.builder();
        for (String[] p : kept) builder.add(p[0], p[1], Outcome.LEFT);
        return builder.build();
    }

    private static Comparisons<String> tennis() {
        List<String[]> pairs = new ArrayList<>();
        for (int year = 2010; year < 2015; year++)
            for (CSVRecord r : rows("tennis-atp/atp_matches_" + year + ".csv.gz"))
                pairs.add(new String[] {r.get("winner_id"), r.get("loser_id")});
        return core(pairs, 8);
    }

    private static Comparisons<String> football() {
        List<String[]> pairs = new ArrayList<>();
        for (CSVRecord r : rows("football-internationals/results.csv.gz")) {
            if (r.get("date").compareTo("2000") < 0 || !r.get("home_score").matches("[0-9]+")) continue;
            int ahead = Integer.parseInt(r.get("home_score")) - Integer.parseInt(r.get("away_score"));
            if (ahead > 0) pairs.add(new String[] {r.get("home_team"), r.get("away_team")});
            if (ahead < 0) pairs.add(new String[] {r.get("away_team"), r.get("home_team")});
        }
        return core(pairs, 15);
    }

    /// Of each instruction, which of two models the judge liked better against the same baseline.
    private static Comparisons<String> alpaca() {
        Map<Integer, List<CSVRecord>> byInstruction = new TreeMap<>();
        for (CSVRecord r : rows("alpaca-eval/preferences.alpaca_eval_gpt4.tsv.gz"))
            if (Integer.parseInt(r.get("instruction")) < 30)
                byInstruction
                        .computeIfAbsent(Integer.valueOf(r.get("instruction")), _ -> new ArrayList<>())
                        .add(r);
        List<String[]> pairs = new ArrayList<>();
        for (List<CSVRecord> models : byInstruction.values())
            for (int i = 0; i < models.size(); i++)
                for (int j = i + 1; j < models.size(); j++) {
                    String a = models.get(i).get("model");
                    String b = models.get(j).get("model");
                    double ahead = Double.parseDouble(models.get(i).get("preference"))
                            - Double.parseDouble(models.get(j).get("preference"));
                    if (ahead > 0) pairs.add(new String[] {a, b});
                    if (ahead < 0) pairs.add(new String[] {b, a});
                }
        return core(pairs, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tennis", "football", "alpaca"})
    void pairs(String set) throws IOException {
        Comparisons<String> data = switch (set) {
            case "tennis" -> tennis();
            case "football" -> football();
            default -> alpaca();
        };
        Expected expected = Expected.of("choix-" + set + ".tsv");
        expected.holds(BradleyTerry.PLAIN.fit(data), "likelihood", 1e-6);
        expected.holds(Spectral.ITERATED_LUCE.fit(data), "likelihood", 1e-6);
        expected.holds(PlackettLuce.PLAIN.fit(data), "likelihood", 1e-6);
        expected.holds(Spectral.RANK_CENTRALITY.fit(data), "rank-centrality", 1e-7);
        expected.holds(BradleyTerry.PLAIN.withRidge(0.1).fit(data), "prior-0.1", 1e-6);
    }

    @Test
    void rankedLists() throws IOException {
        List<RankedPreference<String, String>> lists = new ArrayList<>();
        for (CSVRecord r : rows("wmt13-ranking/fr-en.train.csv.gz")) {
            Map<Integer, String> order = new TreeMap<>();
            for (int i = 1; i <= 5; i++)
                order.put(Integer.valueOf(r.get("system" + i + "rank")), r.get("system" + i + "Id"));
            if (order.size() == 5 && Set.copyOf(order.values()).size() == 5 && !order.containsKey(-1))
                lists.add(RankedPreference.ofOrder("", List.copyOf(order.values())));
        }
        Ratings<String> ratings = PlackettLuce.PLAIN.fit(lists);
        Expected.of("choix-wmt13.tsv").holds(ratings, "plackett-luce", 1e-6);
    }

    /// Draws and home advantage.
    @Test
    void ties() throws IOException {
        List<CSVRecord> kept = rows("football-internationals/results.csv.gz").stream()
                .filter(r -> r.get("date").compareTo("2010") >= 0
                        && r.get("home_score").matches("[0-9]+"))
                .toList();
        while (true) {
            Map<String, Integer> games = new HashMap<>();
            for (CSVRecord r : kept) {
                games.merge(r.get("home_team"), 1, Integer::sum);
                games.merge(r.get("away_team"), 1, Integer::sum);
            }
            List<CSVRecord> next = kept.stream()
                    .filter(r -> games.getOrDefault(r.get("home_team"), 0) >= 40
                            && games.getOrDefault(r.get("away_team"), 0) >= 40)
                    .toList();
            if (next.size() == kept.size()) break;
            kept = next;
        }
        Comparisons.Builder<String> builder = Comparisons.builder();
        for (CSVRecord r : kept) {
            int ahead = Integer.parseInt(r.get("home_score")) - Integer.parseInt(r.get("away_score"));
            builder.add(
                    r.get("home_team"),
                    r.get("away_team"),
                    ahead > 0 ? Outcome.LEFT : ahead < 0 ? Outcome.RIGHT : Outcome.TIE);
        }
        Comparisons<String> data = builder.build();
        Expected expected = Expected.of("scipy-football-ties.tsv");
        for (RatingSystem system : List.of(
                BradleyTerry.PLAIN.with(BradleyTerry.Ties.DAVIDSON).withHome(true),
                BradleyTerry.PLAIN.with(BradleyTerry.Ties.RAO_KUPPER).withHome(true),
                ThurstoneMosteller.PLAIN.withTies(true).withHome(true))) {
            Ratings<String> ratings = system.fit(data);
            expected.holds(ratings, system.name(), 2e-4);
            Map<String, Double> column = expected.column(system.name());
            for (String name : List.of("home", "tie"))
                assertThat(ratings.parameters())
                        .hasEntrySatisfying(
                                name,
                                e -> assertThat(e.value())
                                        .isCloseTo(Objects.requireNonNull(column.get("(" + name + ")")), within(2e-5)));
            // SciPy stopped where its own tolerance ended: ours is never less likely.
            double loss = Objects.requireNonNull(column.get("(loss)"));
            assertThat(-ratings.logLikelihood()).isBetween(loss - 1e-3, loss + 1e-7);
        }
    }

    /// The smallest cases of choix's own tests.
    @Test
    void cycles() {
        Comparisons<Integer> cycle = wins(new int[][] {{0, 1}, {1, 2}, {2, 0}});
        for (int i = 0; i < 3; i++) {
            assertThat(BradleyTerry.PLAIN.fit(cycle).rating(i)).isCloseTo(0, within(1e-9));
            assertThat(Spectral.RANK_CENTRALITY.fit(cycle).rating(i)).isCloseTo(0, within(1e-9));
        }
        Comparisons<Integer> once = wins(new int[][] {{0, 1}, {0, 1}, {1, 2}, {2, 0}});
        double[] likely = {0.419617624, -0.419617624, 0};
        for (int i = 0; i < 3; i++) {
            assertThat(BradleyTerry.PLAIN.fit(once).rating(i)).isCloseTo(likely[i], within(1e-8));
            assertThat(Spectral.ITERATED_LUCE.fit(once).rating(i)).isCloseTo(likely[i], within(1e-8));
            assertThat(Spectral.RANK_CENTRALITY.fit(once).rating(i)).isCloseTo(0, within(1e-9));
        }
    }

    private static Comparisons<Integer> wins(int[][] winnerLoser) {
        Comparisons.Builder<Integer> b = Comparisons.builder();
        for (int[] p : winnerLoser) b.add(p[0], p[1], Outcome.LEFT);
        return b.build();
    }
}
