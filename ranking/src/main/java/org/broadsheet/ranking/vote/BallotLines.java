package org.broadsheet.ranking.vote;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;

/// Reads ballots, one a line: `a > b = c > d`, with `=` for a tie. Before a colon there may be how many
/// voters cast it: `42: a > b`; what reads as a number there has to be finite and above 0. A line without
/// `>` and `=` is a plain list, best first, parted by tabs, else commas, else blanks. Empty lines and lines
/// that begin with `#` are skipped.
public final class BallotLines {
    private static final Pattern COUNT = Pattern.compile(
            "\\s*([+-]?(?:nan|inf|infinity|[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?))\\s*:(.*)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_LINE = 1_000_000;

    private BallotLines() {}

    /// @param name of the file, for messages
    /// @return at least one ballot
    /// @throws IllegalArgumentException naming file and line for what is no ballot; for a file without any
    public static List<Ballot<String>> read(BufferedReader in, String name) throws IOException {
        List<Ballot<String>> ballots = new ArrayList<>();
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) continue;
            try {
                ballots.add(ballot(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ", line " + number + ": " + e.getMessage(), e);
            }
        }
        if (ballots.isEmpty())
            throw new IllegalArgumentException(name + " holds no ballot; one a line is expected, like: a > b = c");
        return ballots;
    }

    private static Ballot<String> ballot(String line) {
        if (line.length() > LONGEST_LINE)
            throw new IllegalArgumentException("longer than " + LONGEST_LINE + " characters");
        double weight = 1;
        String order = line;
        Matcher counted = COUNT.matcher(line);
        if (counted.matches()) {
            weight = voters(counted.group(1));
            order = counted.group(2);
        }
        String[] places = order.strip().split(separator(order), -1);
        List<Scored<String>> scored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int place = 0; place < places.length; place++)
            for (String item : places[place].split("=", -1)) {
                String named = item.strip();
                if (named.isEmpty())
                    throw new IllegalArgumentException("an item is missing in \"" + shortened(line) + "\"");
                if (!seen.add(named)) throw new IllegalArgumentException("\"" + named + "\" is ranked twice");
                scored.add(new Scored<>(named, places.length - place));
            }
        return new Ballot<>(new Ranking<>(scored), weight);
    }

    private static double voters(String count) {
        boolean number = Character.isDigit(count.charAt(count.length() - 1));
        double voters = number ? Double.parseDouble(count) : Double.NaN;
        if (voters > 0 && Double.isFinite(voters)) return voters;
        throw new IllegalArgumentException("how many voters cast a ballot is finite and above 0 but was " + count
                + "; leave out what nobody cast");
    }

    private static String separator(String order) {
        if (order.contains(">") || order.contains("=")) return ">";
        if (order.contains("\t")) return "\t";
        return order.contains(",") ? "," : "\\s+";
    }

    private static String shortened(String line) {
        return line.length() <= 80 ? line.strip() : line.substring(0, 80).strip() + "...";
    }
}
