package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.broadsheet.corpus.SourceRecord;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.BibTeXString;
import org.jbibtex.Key;
import org.jbibtex.ObjectResolutionException;
import org.jbibtex.ParseException;
import org.jbibtex.TokenMgrException;
import org.jspecify.annotations.Nullable;

/// BibTeX and biblatex. `@string` abbreviations are written out, and entries inherit from the one they name in
/// `crossref`, whether that stands before or after them.
final class Bibtex implements PaperFormat {
    private static final Pattern BEGINS = Pattern.compile("(?m)^[ \\t]{0,20}@\\s{0,20}[A-Za-z]{2,40}\\s{0,20}[{(]");
    /// Entries that are no works.
    private static final Set<String> NO_WORKS =
            Set.of("comment", "preamble", "include", "xdata", "set", "control", "ieeetranbstctl", "customlist");

    @Override
    public String name() {
        return "bibtex";
    }

    @Override
    public boolean recognises(Head head) {
        String start = head.start();
        if (start.startsWith("<") || start.startsWith("{\"") || start.startsWith("[{")) return false;
        return BEGINS.matcher(head.text()).find() || head.fileName().endsWith(".bib") && start.startsWith("%");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        Reading reading;
        try {
            reading = new Reading(context, sink);
        } catch (ParseException e) {
            throw new IllegalStateException("the BibTeX parser cannot read its own abbreviations", e);
        }
        BibtexEntries.read(TextEncoding.reader(in), reading);
        reading.finish();
    }

    /// Parses entries one by one with the abbreviations seen so far.
    private static final class Reading implements BibtexEntries.Handler {
        /// Enough for the largest bibliographies we know (a few thousand); a bound against hostile ones.
        private static final int MAX_STRINGS = 50_000;

        private static final int MAX_STRING = 10_000;

        private final ReadContext context;
        private final RecordSink sink;
        private final Parser parser = new Parser();
        private final BibtexInheritance inheritance = new BibtexInheritance(this::hand);
        private int strings;

        Reading(ReadContext context, RecordSink sink) throws ParseException {
            this.context = context;
            this.sink = sink;
        }

        void finish() {
            inheritance.finish();
        }

        @Override
        public void broken(String type, String body, long line, String why) {
            if (!NO_WORKS.contains(type)) sink.reject(where(BibtexEntries.key(body), line), why);
        }

        private static String where(@Nullable String key, long line) {
            return (key == null ? "entry" : "entry " + (key.length() > 80 ? key.substring(0, 80) + "…" : key))
                    + " (line " + line + ")";
        }

        @Override
        public void entry(String type, String body, long line) {
            if (NO_WORKS.contains(type)) return;
            if (type.equals("string")) {
                string(body, line);
                return;
            }
            String key = BibtexEntries.key(body);
            String where = where(key, line);
            int comma = body.indexOf(',');
            if (comma < 0 && body.indexOf('=') < 0) {
                sink.reject(where, "the entry has no fields");
                return;
            }
            // where somebody forgot the key, the fields begin at once
            boolean keyed = key != null || body.stripLeading().startsWith(",");
            try {
                Map<String, String> fields = parser.fields(type, keyed ? body.substring(comma + 1) : body);
                inheritance.add(new BibtexEntry(type, key == null ? "" : key, fields, where));
            } catch (IllegalArgumentException e) {
                sink.reject(where, String.valueOf(e.getMessage()));
            }
        }

        private void string(String body, long line) {
            try {
                if (strings < MAX_STRINGS && body.length() < MAX_STRING) parser.abbreviation(body);
                strings++;
            } catch (IllegalArgumentException e) {
                sink.reject("string (line " + line + ")", String.valueOf(e.getMessage()));
            }
        }

        private void hand(BibtexEntry e) {
            try {
                sink.accept(new SourceRecord(context.provenance(e.key()), BibtexFields.metadata(e)), e.where());
            } catch (IllegalArgumentException problem) {
                sink.reject(e.where(), String.valueOf(problem.getMessage()));
            }
        }
    }

    /// The parser of jbibtex, fed with one entry at a time. An abbreviation that is not known stands for its own name.
    private static final class Parser {
        private final BibTeXParser parser = fresh();

        Parser() throws ParseException {}

        private static BibTeXParser fresh() throws ParseException {
            return new BibTeXParser() {
                @Override
                public void checkStringResolution(Key key, @Nullable BibTeXString string) {
                    // files are often handed on without the file that defines their abbreviations
                }

                @Override
                public void checkCrossReferenceResolution(Key key, @Nullable BibTeXEntry entry) {
                    // entries come one by one: what they refer to is found elsewhere
                }
            };
        }

        /// The fields of an entry by their lower-case names.
        ///
        /// @param body without the key
        /// @throws IllegalArgumentException where it is no BibTeX
        Map<String, String> fields(String type, String body) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (BibTeXEntry e :
                    parse("@" + type + "{key," + body + "}").getEntries().values())
                e.getFields()
                        .forEach((name, value) ->
                                fields.putIfAbsent(name.getValue().toLowerCase(Locale.ROOT), value.toUserString()));
            return fields;
        }

        void abbreviation(String body) {
            parse("@string{" + body + "}")
                    .getStrings()
                    .forEach((name, string) ->
                            parser.addMacro(name.getValue(), string.getValue().toUserString()));
        }

        private BibTeXDatabase parse(String text) {
            try {
                return parser.parse(new StringReader(text));
            } catch (ParseException | TokenMgrException | ObjectResolutionException e) {
                throw new IllegalArgumentException("not valid BibTeX: " + reason(e), e);
            }
        }

        private static String reason(Exception e) {
            String said =
                    String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("unreadable");
            return said.length() > 200 ? said.substring(0, 200) + "…" : said;
        }
    }
}
