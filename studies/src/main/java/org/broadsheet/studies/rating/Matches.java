package org.broadsheet.studies.rating;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.studies.frame.DataFolder;

/// Results of a sport in the order in which they were played.
///
/// @param all earliest first
record Matches(List<Match> all) {
    /// One match.
    ///
    /// @param year   of the match
    /// @param result with time and context: the surface, or whether the ground was neutral
    /// @param weight of the competition, 1 for the most telling kind
    /// @param longer whether it was played to three sets (tennis)
    record Match(int year, PairwisePreference<String, String> result, double weight, boolean longer) {}

    private static final Map<String, Integer> ROUNDS =
            Map.of("R128", 0, "R64", 1, "R32", 2, "R16", 3, "QF", 4, "SF", 5, "F", 6, "RR", 1, "BR", 5, "ER", 0);
    private static final Pattern SET = Pattern.compile("([0-9]+)-([0-9]+)");

    /// Men's tour matches from `first` to 2018. The winner stands left in every second one, for there are
    /// no sides; the margin is ln of the ratio of games won, and 0.01 where the loser won as many.
    static Matches tennis(DataFolder data, int first) {
        List<CSVRecord> rows = new ArrayList<>();
        for (int year = first; year <= 2018; year++)
            rows.addAll(rows(data, "tennis-atp", "atp_matches_" + year + ".csv.gz"));
        rows.sort(Comparator.comparing((CSVRecord r) -> r.get("tourney_date"))
                .thenComparing(r -> r.get("tourney_id"))
                .thenComparing(r -> ROUNDS.getOrDefault(r.get("round"), 0))
                .thenComparing(r -> Integer.valueOf(r.get("match_num"))));
        List<Match> all = new ArrayList<>(rows.size());
        for (CSVRecord r : rows) {
            int won = 0;
            int lost = 0;
            Matcher sets = SET.matcher(r.get("score"));
            while (sets.find()) {
                won += Integer.parseInt(sets.group(1));
                lost += Integer.parseInt(sets.group(2));
            }
            double margin = Math.max(0.01, Math.log((won + 1.0) / (lost + 1)));
            LocalDate date = LocalDate.parse(r.get("tourney_date"), DateTimeFormatter.BASIC_ISO_DATE);
            PairwisePreference<String, String> result = new PairwisePreference<>(
                    r.get("surface"),
                    r.get("winner_id"),
                    r.get("loser_id"),
                    Outcome.LEFT,
                    margin,
                    Occasion.UNKNOWN.at(midnight(date)));
            all.add(new Match(
                    date.getYear(),
                    all.size() % 2 == 0 ? result : result.swapped(),
                    // A match that was not played, or hardly, tells little.
                    won + lost < 6 ? 0.2 : 1,
                    r.get("best_of").equals("5")));
        }
        return new Matches(all);
    }

    /// Men's internationals from `first` on.
    static Matches football(DataFolder data, int first) {
        List<Match> all = new ArrayList<>();
        List<CSVRecord> rows = rows(data, "football-internationals", "results.csv.gz");
        rows.sort(Comparator.comparing(r -> r.get("date")));
        for (CSVRecord r : rows) {
            if (!r.get("home_score").matches("[0-9]+")) continue;
            LocalDate date = LocalDate.parse(r.get("date"));
            if (date.getYear() < first) continue;
            int ahead = Integer.parseInt(r.get("home_score")) - Integer.parseInt(r.get("away_score"));
            PairwisePreference<String, String> result = new PairwisePreference<>(
                    r.get("neutral").equals("TRUE") ? "neutral" : "home",
                    r.get("home_team"),
                    r.get("away_team"),
                    ahead > 0 ? Outcome.LEFT : ahead < 0 ? Outcome.RIGHT : Outcome.TIE,
                    Math.abs(ahead),
                    Occasion.UNKNOWN.at(midnight(date)));
            all.add(new Match(date.getYear(), result, importance(r.get("tournament")) / 60, false));
        }
        return new Matches(all);
    }

    /// The K of the World Football Elo ratings.
    private static double importance(String tournament) {
        String name = tournament.toLowerCase(Locale.ROOT);
        if (name.equals("friendly")) return 20;
        if (name.equals("fifa world cup")) return 60;
        if (name.contains("qualif")) return 40;
        return switch (name) {
            case "uefa euro",
                    "copa am\u00e9rica",
                    "african cup of nations",
                    "afc asian cup",
                    "gold cup",
                    "concacaf championship",
                    "confederations cup",
                    "oceania nations cup" -> 50;
            default -> 30;
        };
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<CSVRecord> rows(DataFolder data, String set, String file) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(String.join("\n", data.lines(set, file))), format)) {
            return new ArrayList<>(parser.getRecords());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
