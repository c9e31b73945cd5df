package org.broadsheet.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Plain text in which a paragraph with a title and one with its abstract alternate, parted by blank lines, as one gets
/// by copying a page of papers. Short paragraphs before the first title (headings, buttons) are passed over; a long
/// paragraph behind an abstract belongs to it.
final class AlternatingText implements PaperFormat {
    private static final int MIN_ABSTRACT = 200;
    private static final int MAX_TITLE = 400;
    private static final int MAX_PARAGRAPH = 200_000;
    /// `key: value`, tags of RIS and MEDLINE, headings of Markdown, comments, list items of YAML.
    private static final Pattern STRUCTURE =
            Pattern.compile("\\s*(?:[\\w-]{1,40}:(?:\\s.*)?|[A-Z][A-Z0-9]{1,3} {1,2}- .*|#.*|//.*|- .*|\\|.*|```.*)");

    @Override
    public String name() {
        return "text";
    }

    @Override
    public boolean recognises(Head head) {
        String start = head.start();
        if (start.isEmpty() || "{[<@%#".indexOf(start.charAt(0)) >= 0) return false;
        long odd = start.chars()
                .filter(c -> c == 0xFFFD || c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f')
                .count();
        if (odd * 50 > start.length()) return false;
        String[] lines = start.split("\\R", 2_000);
        int structured = 0;
        for (String line : lines) if (STRUCTURE.matcher(line).matches()) structured++;
        if (structured * 5 > lines.length) return false;
        int pairs = 0;
        int texts = 0;
        String before = "";
        for (String paragraph : start.split("\\R\\s*\\R")) {
            String p = paragraph.replaceAll("\\s+", " ").strip();
            if (p.isEmpty()) continue;
            if (isAbstract(p)) {
                texts++;
                if (isTitle(before)) pairs++;
            }
            before = p;
        }
        return pairs > 0 && pairs * 2 >= texts;
    }

    private static boolean isAbstract(String p) {
        if (p.length() < MIN_ABSTRACT || p.indexOf(' ') < 0) return false;
        long words = p.chars().filter(c -> Character.isLetter(c) || c == ' ').count();
        return words >= p.length() * 0.75;
    }

    private static boolean isTitle(String p) {
        if (p.length() < 3 || p.length() > MAX_TITLE || p.endsWith(":") || isAbstract(p)) return false;
        return p.chars().anyMatch(Character::isLetter);
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        BufferedReader reader = TextEncoding.reader(in);
        Pairs pairs = new Pairs(context, sink);
        StringBuilder paragraph = new StringBuilder();
        StringBuilder line = new StringBuilder();
        long number = 1;
        long first = 1;
        while (true) {
            line.setLength(0);
            int c;
            while ((c = reader.read()) >= 0 && c != '\n') if (line.length() < MAX_PARAGRAPH) line.append((char) c);
            String text = line.toString().strip();
            if (text.isEmpty()) {
                pairs.paragraph(paragraph.toString(), first);
                paragraph.setLength(0);
                first = number + 1;
            } else if (paragraph.length() < MAX_PARAGRAPH) {
                if (!paragraph.isEmpty()) paragraph.append(' ');
                paragraph.append(text);
            }
            if (c < 0) break;
            number++;
        }
        pairs.paragraph(paragraph.toString(), first);
        pairs.end();
    }

    /// Puts paragraphs together into papers.
    private static final class Pairs {
        private final ReadContext context;
        private final RecordSink sink;
        private @Nullable String title;
        private long titleLine;
        private final List<String> texts = new ArrayList<>();
        private boolean begun;

        Pairs(ReadContext context, RecordSink sink) {
            this.context = context;
            this.sink = sink;
        }

        void paragraph(String raw, long line) {
            String p = raw.replaceAll("\\s+", " ").strip();
            if (p.isEmpty()) return;
            if (p.length() >= MIN_ABSTRACT && !(texts.isEmpty() && title == null && p.length() < MAX_TITLE)) {
                int length = texts.stream().mapToInt(String::length).sum();
                if (title == null && texts.isEmpty())
                    sink.reject("line " + line, "an abstract without a title before it: " + shortened(p));
                else if (length < MAX_PARAGRAPH) texts.add(p);
                return;
            }
            end();
            title = p;
            titleLine = line;
        }

        /// Hands on what has been gathered.
        void end() {
            String title = this.title;
            this.title = null;
            if (title == null) return;
            if (texts.isEmpty()) {
                // before the first paper stand the headings of the page
                if (begun && title.indexOf(' ') > 0)
                    sink.reject("line " + titleLine, "no abstract follows: " + shortened(title));
                return;
            }
            begun = true;
            Metadata metadata;
            try {
                metadata = Metadata.builder()
                        .title(title)
                        .abstractText(String.join("\n\n", texts))
                        .build();
            } catch (IllegalArgumentException e) {
                sink.reject("line " + titleLine, String.valueOf(e.getMessage()));
                return;
            } finally {
                texts.clear();
            }
            sink.accept(new SourceRecord(context.provenance(""), metadata), "line " + titleLine);
        }

        private static String shortened(String text) {
            return text.length() > 80 ? text.substring(0, 80) + "…" : text;
        }
    }
}
