package org.broadsheet.preference.response;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads response matrices from CSV or TSV with a line of names, in either of two shapes:
///
/// - wide: the respondent, then one column an item;
/// - long: respondent, item, right. Told by three columns of which the second is called `item`,
///   `question`, `task`, `problem`, `query` or `skill`, and the third `right`, `correct`, `response`,
///   `answer`, `success`, `solved`, `outcome` or `score`.
///
/// An answer is `1`, `true`, `right`, `correct` or `yes`, or else `0`, `false`, `wrong`, `incorrect` or
/// `no`; an empty field, `-`, `.`, `NA` or `NaN` is no answer. Long files may hold several attempts of
/// one respondent at one item.
public final class ResponseFile {
    private static final int MOST_ANSWERS = 20_000_000;
    private static final int LONGEST_NAME = 1_000;
    private static final Set<String> RIGHT = Set.of("1", "1.0", "true", "right", "correct", "yes");
    private static final Set<String> WRONG = Set.of("0", "0.0", "false", "wrong", "incorrect", "no");
    private static final Set<String> MISSING = Set.of("", "-", ".", "na", "n/a", "nan", "null");
    private static final Set<String> ITEM = Set.of("item", "question", "task", "problem", "query", "skill");
    private static final Set<String> ANSWER =
            Set.of("right", "correct", "response", "answer", "success", "solved", "outcome", "score");

    private final String name;
    private final ResponseMatrix.Builder builder = ResponseMatrix.builder();
    private long answers;

    private ResponseFile(String name) {
        this.name = name;
    }

    /// @param name of the file, for messages
    /// @throws IllegalArgumentException naming file and line for what is no answer, a line of the wrong
    ///                                  length or a respondent who has two lines of a wide file; for a
    ///                                  file without answers
    public static ResponseMatrix read(Reader in, String name) throws IOException {
        BufferedReader buffered = new BufferedReader(in);
        buffered.mark(1 << 16);
        char[] head = new char[1 << 16];
        int n = buffered.read(head, 0, head.length);
        buffered.reset();
        String first = n <= 0 ? "" : new String(head, 0, n).lines().findFirst().orElse("");
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(first.contains("\t") ? '\t' : first.contains(",") ? ',' : ';')
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        ResponseFile file = new ResponseFile(name);
        try (CSVParser parser = CSVParser.parse(buffered, format)) {
            file.lines(parser);
        } catch (java.io.UncheckedIOException e) {
            throw new IllegalArgumentException(
                    name + " is no CSV: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    e);
        }
        if (file.answers == 0) throw new IllegalArgumentException(name + " holds no answer");
        return file.builder.build();
    }

    private void lines(CSVParser parser) {
        List<String> names = List.of();
        boolean isLong = false;
        Set<String> seen = new HashSet<>();
        long line = 1;
        for (CSVRecord record : parser) {
            String where = name + ", line " + line;
            line = parser.getCurrentLineNumber() + 1;
            if (names.isEmpty()) {
                names = record.toList().stream().map(ResponseFile::named).toList();
                if (names.size() < 2)
                    throw new IllegalArgumentException(
                            where + ": expected names: respondent, then a column an item; or respondent,item,right");
                isLong = names.size() == 3
                        && ITEM.contains(names.get(1).toLowerCase(Locale.ROOT))
                        && ANSWER.contains(names.get(2).toLowerCase(Locale.ROOT));
                if (!isLong && new HashSet<>(names).size() < names.size())
                    throw new IllegalArgumentException(where + ": two columns have the same name");
                continue;
            }
            if (record.size() != names.size())
                throw new IllegalArgumentException(
                        where + ": " + record.size() + " fields, but the first line has " + names.size());
            String respondent = named(record.get(0));
            if (isLong) {
                answer(where, respondent, named(record.get(1)), record.get(2));
            } else {
                if (!seen.add(respondent))
                    throw new IllegalArgumentException(
                            where + ": respondent \"" + respondent + "\" has a line already");
                for (int i = 1; i < names.size(); i++) answer(where, respondent, names.get(i), record.get(i));
            }
        }
    }

    private void answer(String where, String respondent, String item, String field) {
        String value = field.toLowerCase(Locale.ROOT);
        if (MISSING.contains(value)) return;
        if (respondent.isEmpty()
                || item.isEmpty()
                || respondent.length() > LONGEST_NAME
                || item.length() > LONGEST_NAME)
            throw new IllegalArgumentException(
                    where + ": respondents and items need names of 1 to " + LONGEST_NAME + " characters");
        boolean right = RIGHT.contains(value);
        if (!right && !WRONG.contains(value))
            throw new IllegalArgumentException(where + ": \"" + (field.length() > 80 ? field.substring(0, 80) : field)
                    + "\" of " + respondent + " for " + item + " is neither right (1) nor wrong (0)");
        if (++answers > MOST_ANSWERS)
            throw new IllegalArgumentException(name + " has more than " + MOST_ANSWERS + " answers");
        builder.add(respondent, item, right);
    }

    private static String named(String field) {
        String text = field.startsWith("\ufeff") ? field.substring(1) : field;
        return text.strip().replaceAll("\\s+", " ");
    }
}
