package org.broadsheet.retrieval.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.PaperId;

/// A query as it was understood: free words, phrases, and conditions. Any text is a query; what cannot be read as a
/// condition is words.
///
/// | form | means |
/// | --- | --- |
/// | `late interaction` | either word, both better |
/// | `"late interaction"` | the phrase |
/// | `author:khattab` `author:"omar khattab"` | an author's name |
/// | `cat:cs.IR` | a category |
/// | `year:2024` `year:2020..2024` `year:2020..` `year:..2024` | published then |
/// | `id:2409.02795` | a paper by any of its names |
/// | `source:arxiv` | came from that source |
/// | `has:code` | has a link to code |
/// | `-word` `-"a phrase"` `-cat:cs.CV` | not that |
///
/// @param words      free words as typed, one space between them; may be empty
/// @param conditions in the order typed
public record SearchQuery(String words, List<Condition> conditions) {
    /// Longest query read, in characters; what is beyond is left out.
    public static final int MAX_LENGTH = 20_000;
    /// Most conditions read; further ones become words.
    public static final int MAX_CONDITIONS = 50;

    private static final Pattern TOKEN = Pattern.compile(
            "(?<minus>-)?(?:(?<field>author|cat|year|id|has|source):)?(?:\"(?<quoted>[^\"]{1,1000})\"|(?<plain>[^\\s\"]+))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern YEARS = Pattern.compile("(\\d{4})?(\\.\\.|-)?(\\d{4})?");

    public SearchQuery {
        conditions = List.copyOf(conditions);
    }

    /// A condition that a paper must (or, with `negated`, must not) meet.
    public sealed interface Condition {
        boolean negated();

        /// The words in this order, side by side.
        record Phrase(String text, boolean negated) implements Condition {}

        /// A word that must not occur.
        record Word(String text, boolean negated) implements Condition {}

        /// An author's name or a part of it.
        record ByAuthor(String name, boolean negated) implements Condition {}

        /// A category such as `cs.IR`; `cs` means the whole archive.
        record InCategory(String category, boolean negated) implements Condition {}

        /// Published from one year to another, both included.
        record Published(int from, int to, boolean negated) implements Condition {}

        /// Known by this name: an identifier of any register, our own id, or the name it was imported under.
        record Named(String name, boolean negated) implements Condition {}

        /// Came from this source.
        record FromSource(String source, boolean negated) implements Condition {}

        /// Has a link to code.
        record HasCode(boolean negated) implements Condition {}
    }

    /// The text as free words alone, without looking for conditions in it.
    public static SearchQuery plain(String text) {
        return new SearchQuery(bounded(text).replaceAll("\\s+", " ").strip(), List.of());
    }

    /// Whether `typed` was read as nothing but a paper's name, though it did not say so with `id:`.
    public boolean isBareName(String typed) {
        return conditions.size() == 1
                && conditions.getFirst() instanceof Condition.Named(String name, boolean negated)
                && !negated
                && name.equals(bounded(typed).strip());
    }

    private static String bounded(String typed) {
        String text = typed.length() > MAX_LENGTH ? typed.substring(0, MAX_LENGTH) : typed;
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /// Reads any text; never fails.
    public static SearchQuery parse(String typed) {
        String text = bounded(typed).replaceAll("[“”„]", "\"").strip();
        if (isName(text)) return new SearchQuery("", List.of(new Condition.Named(text, false)));
        List<String> words = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        Matcher m = TOKEN.matcher(text);
        while (m.find()) {
            boolean negated = m.group("minus") != null;
            String field = m.group("field");
            String quoted = m.group("quoted");
            String value = quoted != null ? quoted.strip() : m.group("plain");
            Optional<Condition> condition = conditions.size() >= MAX_CONDITIONS || value.isBlank()
                    ? Optional.empty()
                    : condition(field == null ? "" : field.toLowerCase(Locale.ROOT), value, quoted != null, negated);
            if (condition.isPresent()) conditions.add(condition.get());
            else
                words.add(
                        negated && field == null
                                ? value
                                : m.group().replace('"', ' ').strip());
        }
        return new SearchQuery(String.join(" ", words).strip(), conditions);
    }

    /// A whole query that is nothing but a paper's name needs no `id:` before it.
    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.indexOf(' ') < 0
                && text.chars().anyMatch(Character::isDigit)
                && (PaperId.isPaperId(text) || Identifier.recognise(text).isPresent());
    }

    private static Optional<Condition> condition(String field, String value, boolean quoted, boolean negated) {
        return switch (field) {
            case "" -> {
                if (quoted) yield Optional.of(new Condition.Phrase(value, negated));
                yield negated && Character.isLetterOrDigit(value.codePointAt(0))
                        ? Optional.of(new Condition.Word(value, true))
                        : Optional.empty();
            }
            case "author" -> Optional.of(new Condition.ByAuthor(value, negated));
            case "cat" -> Optional.of(new Condition.InCategory(value, negated));
            case "year" -> years(value, negated);
            case "id" -> Optional.of(new Condition.Named(value, negated));
            case "source" -> Optional.of(new Condition.FromSource(value, negated));
            case "has" ->
                value.equalsIgnoreCase("code") ? Optional.of(new Condition.HasCode(negated)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Condition> years(String value, boolean negated) {
        Matcher m = YEARS.matcher(value);
        if (!m.matches() || (m.group(1) == null && m.group(3) == null)) return Optional.empty();
        int from = m.group(1) == null ? 0 : Integer.parseInt(m.group(1));
        int to = m.group(3) != null ? Integer.parseInt(m.group(3)) : m.group(2) != null ? 9999 : from;
        return from <= to ? Optional.of(new Condition.Published(from, to, negated)) : Optional.empty();
    }

    /// Free words and wanted phrases together: what the meaning of the query is taken from.
    public String meaning() {
        StringBuilder out = new StringBuilder(words);
        for (Condition c : conditions) {
            if (c instanceof Condition.Phrase(String text, boolean negated) && !negated) {
                if (!out.isEmpty()) out.append(' ');
                out.append(text);
            }
        }
        return out.toString();
    }

    /// How the query was read, for people.
    public String understood() {
        List<String> parts = new ArrayList<>();
        if (!words.isEmpty()) parts.add(words.length() > 200 ? "words of a longer text" : "words: " + words);
        for (Condition c : conditions) {
            String no = c.negated() ? "not " : "";
            parts.add(no
                    + switch (c) {
                        case Condition.Phrase p -> "the phrase “" + p.text() + "”";
                        case Condition.Word w -> "the word " + w.text();
                        case Condition.ByAuthor a -> "by " + a.name();
                        case Condition.InCategory k -> "in " + k.category();
                        case Condition.Published y ->
                            y.from() == y.to()
                                    ? "from " + y.from()
                                    : y.from() == 0
                                            ? "up to " + y.to()
                                            : y.to() == 9999
                                                    ? "since " + y.from()
                                                    : "from " + y.from() + " to " + y.to();
                        case Condition.Named n -> "called " + n.name();
                        case Condition.FromSource s -> "from source " + s.source();
                        case Condition.HasCode _ -> "with code";
                    });
        }
        return parts.isEmpty() ? "everything" : String.join("; ", parts);
    }
}
