package org.broadsheet.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.broadsheet.server.edition.Edition.SourceNote;
import org.jspecify.annotations.Nullable;

/// Letters as plain text of 72 columns, with the words of their HTML. An address stands on a line of its
/// own or at the
/// end of one, and is never broken.
final class PlainDigest {
    private static final int COLUMNS = 72;
    private static final int LABEL = 12;

    private final StringBuilder out = new StringBuilder();

    private PlainDigest() {}

    /// @param m what the HTML is made of
    static String of(Map<String, @Nullable Object> m) {
        PlainDigest p = new PlainDigest();
        p.line(text(m, "house").toUpperCase(Locale.ROOT));
        String number = text(m, "number");
        p.wrap(text(m, "dateline") + (number.isEmpty() ? "" : ", " + number), "");
        p.rule('=');
        p.line("");
        p.wrap(text(m, "opening"), "");
        p.wanting(m);
        if (m.get("quiet") instanceof Views.Named quiet) {
            p.line("");
            p.wrap(quiet.text(), "");
            p.wrap(quiet.href(), "");
        }
        if (m.get("lead") instanceof MailPrint.PaperView lead) p.paper(lead);
        for (Object o : (List<?>) Objects.requireNonNull(m.get("parts")))
            if (o instanceof MailPrint.PartView part) {
                p.line("");
                p.wrap(part.title().toUpperCase(Locale.ROOT), "");
                p.rule('-');
                part.papers().forEach(p::paper);
            }
        p.line("");
        p.line(text(m, "end"));
        if (m.get("whole") instanceof Views.Named whole) p.line(whole.text() + ": " + whole.href());
        if (!text(m, "sources").isEmpty()) {
            p.line("");
            p.wrap(text(m, "sources"), "");
        }
        p.line("");
        // What follows is no part of an answer (RFC 3676).
        p.line("-- ");
        p.wrap(text(m, "asked"), "");
        if (Boolean.TRUE.equals(m.get("acting")))
            p.wrap("A vote link opens a page with one button; nothing is counted before you press it.", "");
        p.line("");
        p.line("Change it: " + text(m, "manage"));
        p.line("Stop it:   " + text(m, "stop"));
        return p.out.toString();
    }

    static String of(ShortLetter letter, String house) {
        PlainDigest p = new PlainDigest();
        p.line(house.toUpperCase(Locale.ROOT));
        p.rule('=');
        for (String paragraph : letter.paragraphs()) {
            p.line("");
            p.wrap(paragraph, "");
        }
        Views.Named link = letter.link();
        if (link != null) {
            p.line("");
            p.line("  " + link.href());
        }
        p.line("");
        p.wrap(letter.ending(), "");
        return p.out.toString();
    }

    private static String text(Map<String, @Nullable Object> m, String name) {
        return m.get(name) instanceof String s ? s : "";
    }

    private void wanting(Map<String, @Nullable Object> m) {
        for (Object o : (List<?>) Objects.requireNonNull(m.get("wanting")))
            if (o instanceof SourceNote n) {
                line("");
                wrap(
                        "INCOMPLETE: " + n.source() + " was expected to bring " + n.expected() + " and brought "
                                + n.came() + ". " + n.remark(),
                        "");
            }
    }

    private void paper(MailPrint.PaperView p) {
        line("");
        wrap(p.title(), "");
        wrap(p.line(), "  ");
        for (String s : p.summary()) wrap(s, "  ");
        wrap("Why: " + p.why(), "  ");
        link("Read", p.href());
        for (Views.Named act : p.acts()) link(act.text(), act.href());
    }

    private void link(String label, String href) {
        line("  " + label + " ".repeat(Math.max(1, LABEL - label.length())) + href);
    }

    private void rule(char c) {
        line(String.valueOf(c).repeat(COLUMNS));
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    private void wrap(String text, String indent) {
        for (String line : wrapped(text.strip(), COLUMNS - indent.length())) line(indent + line);
    }

    /// Breaks a text at its spaces; what has none is not broken.
    static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty()
                    && line.codePoints().count() + 1 + word.codePoints().count() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        if (!line.isEmpty()) lines.add(line.toString());
        return lines;
    }
}
