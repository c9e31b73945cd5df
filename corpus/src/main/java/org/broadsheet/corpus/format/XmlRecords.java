package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// XML as a stream of records. A light scan finds where a record begins and ends; a hardened StAX parser
/// then reads that record alone. So one record is in memory at a time, a record that is not well-formed
/// costs only itself, and document types, with all that can be done with them, never reach a parser.
final class XmlRecords {
    /// Longest record, in characters.
    static final int MAX_RECORD = 16 << 20;
    private static final int MAX_TAG = 1 << 16;
    private static final int MAX_DEPTH = 90;

    private final Source source;
    private final Set<String> names;
    private final RecordSink sink;
    private final Handler handler;
    private final XMLInputFactory parsers = hardened();
    private final StringBuilder record = new StringBuilder();
    private final StringBuilder tag = new StringBuilder();
    private @Nullable String open;
    private @Nullable String root;
    private boolean tooLong;
    private boolean rootEnded;
    private long line;
    private long count;

    private XmlRecords(Reader in, Set<String> names, RecordSink sink, Handler handler) {
        this.source = new Source(in);
        this.names = names;
        this.sink = sink;
        this.handler = handler;
    }

    /// What becomes of one record.
    interface Handler {
        /// @param where place for people: `record 3 (line 120)`
        /// @throws IllegalArgumentException where the record cannot be used; the message is the reason of its
        /// rejection
        void record(XmlElement record, String where);
    }

    /// Reads every outermost element with one of the local names. What is cut off or broken is rejected and
    /// reading goes on with the next.
    ///
    /// @return whether the document's own end was seen; where it was not, that has been reported
    static boolean read(Reader in, Set<String> names, RecordSink sink, Handler handler) throws IOException {
        return new XmlRecords(in, names, sink, handler).scan();
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory f = XMLInputFactory.newDefaultFactory();
        f.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        f.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        f.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Names are compared by their local part: records are read apart from the elements that declare
        // prefixes.
        f.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        f.setProperty(XMLInputFactory.IS_COALESCING, true);
        f.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the record is read");
        });
        return f;
    }

    private boolean scan() throws IOException {
        int c;
        while ((c = source.read()) >= 0) {
            if (c == '<') markup();
            else if (open != null) keep((char) c);
        }
        if (open != null) {
            sink.brokeOff(where(), "the file ends in the middle of a record");
            return false;
        }
        if (root != null && !rootEnded) {
            sink.brokeOff("end of file", "the file ends before </" + root + ">; what was whole before is kept");
            return false;
        }
        return true;
    }

    private void keep(char c) {
        if (record.length() >= MAX_RECORD) tooLong = true;
        else record.append(c);
    }

    private void keep(CharSequence text) {
        if (record.length() + text.length() > MAX_RECORD) tooLong = true;
        else record.append(text);
    }

    private void markup() throws IOException {
        int c = source.peek();
        if (c == '?') skipPast("?>");
        else if (c == '!') declaration();
        else if (c == '/' || Character.isLetter(c) || c == '_') element();
        else if (open != null) keep("&lt;"); // a "<" that its writer forgot to escape
    }

    private void declaration() throws IOException {
        var _ = source.read();
        if (source.skip("--")) skipPast("-->");
        else if (source.skip("[CDATA[")) characterData();
        else {
            // a document type: over to its end, past whatever it declares
            int depth = 0;
            int quote = 0;
            int c;
            while ((c = source.read()) >= 0) {
                if (quote != 0) quote = c == quote ? 0 : quote;
                else if (c == '"' || c == '\'') quote = c;
                else if (c == '[' || c == '<') depth++;
                else if (c == ']' || c == '>' && depth > 0) depth--;
                else if (c == '>') return;
            }
        }
    }

    /// Copies a CDATA section as escaped text, so that what follows need not know of it.
    private void characterData() throws IOException {
        int closing = 0;
        int c;
        while ((c = source.read()) >= 0) {
            if (c == '>' && closing >= 2) {
                if (open != null) for (int i = 2; i < closing; i++) keep(']');
                return;
            }
            if (c == ']') {
                closing++;
                continue;
            }
            for (; closing > 0; closing--) if (open != null) keep(']');
            if (open == null) continue;
            switch (c) {
                case '<' -> keep("&lt;");
                case '>' -> keep("&gt;");
                case '&' -> keep("&amp;");
                default -> keep((char) c);
            }
        }
    }

    private void skipPast(String end) throws IOException {
        int at = 0;
        int c;
        while ((c = source.read()) >= 0) {
            if (c == end.charAt(at)) {
                if (++at == end.length()) return;
            } else if (c == end.charAt(0)) at = end.equals("-->") && at == 2 ? 2 : 1;
            else at = 0;
        }
    }

    private void element() throws IOException {
        long startLine = source.line;
        tag.setLength(0);
        int quote = 0;
        int c;
        while ((c = source.read()) >= 0) {
            if (quote == 0 && c == '>') break;
            if (c == '<') {
                // no tag holds one, not even between quotes: this tag was none, or it has no end
                if (open != null) keep("&lt;" + tag);
                source.unread(c);
                return;
            }
            if (tag.length() >= MAX_TAG) {
                tooLong = true;
                return;
            }
            tag.append((char) c);
            if (quote != 0) quote = c == quote ? 0 : quote;
            else if ((c == '"' || c == '\'') && tag.indexOf("=") > 0) quote = c;
        }
        if (c < 0) return;
        boolean end = tag.charAt(0) == '/';
        boolean empty = !end && tag.charAt(tag.length() - 1) == '/';
        String name = name(end ? 1 : 0);
        String local = name.substring(name.indexOf(':') + 1);
        if (root == null && !end) {
            root = name;
            rootEnded = empty;
        } else if (end && name.equals(root)) rootEnded = true;

        if (open == null) {
            if (end || !names.contains(local)) return;
            begin(name, startLine);
            keep("<" + tag + ">");
            if (empty) finish();
        } else if (!end && name.equals(open)) {
            reject("the record does not end before the next one begins");
            begin(name, startLine);
            keep("<" + tag + ">");
            if (empty) finish();
        } else {
            keep("<" + tag + ">");
            if (end && name.equals(open)) finish();
            else if (end && name.equals(root)) {
                reject("the record does not end before </" + root + ">");
                open = null;
            }
        }
    }

    private String name(int from) {
        int to = from;
        while (to < tag.length() && !Character.isWhitespace(tag.charAt(to)) && tag.charAt(to) != '/') to++;
        return tag.substring(from, to);
    }

    private void begin(String name, long startLine) {
        open = name;
        record.setLength(0);
        tooLong = false;
        line = startLine;
        count++;
    }

    private String where() {
        return "record " + count + " (line " + line + ")";
    }

    private void reject(String why) {
        sink.reject(where(), why);
    }

    private void finish() {
        open = null;
        if (tooLong) {
            reject("the record has more than " + MAX_RECORD + " characters");
            return;
        }
        XmlElement element;
        try {
            element = parse(XmlText.repaired(record));
        } catch (XMLStreamException e) {
            reject("the record is not well-formed XML: " + reason(e));
            return;
        }
        try {
            handler.record(element, where());
        } catch (IllegalArgumentException e) {
            reject(String.valueOf(e.getMessage()));
        }
    }

    private XmlElement parse(String text) throws XMLStreamException {
        XMLStreamReader in = parsers.createXMLStreamReader(new StringReader(text));
        try {
            Deque<XmlElement> path = new ArrayDeque<>();
            XmlElement top = null;
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (path.size() >= MAX_DEPTH)
                            throw new XMLStreamException("elements are nested deeper than " + MAX_DEPTH);
                        XmlElement e = new XmlElement(in.getLocalName(), attributes(in), new ArrayList<>());
                        if (top == null) top = e;
                        XmlElement parent = path.peek();
                        if (parent != null) parent.content().add(e);
                        path.push(e);
                    }
                    case XMLStreamConstants.END_ELEMENT -> path.pop();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        XmlElement parent = path.peek();
                        if (parent != null) parent.content().add(in.getText());
                    }
                    default -> {
                        // nothing else can be left: comments, instructions and entities went before
                    }
                }
            }
            if (top == null) throw new XMLStreamException("there is no element");
            return top;
        } finally {
            in.close();
        }
    }

    private static Map<String, String> attributes(XMLStreamReader in) {
        if (in.getAttributeCount() == 0) return Map.of();
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) all.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
        return all;
    }

    private static String reason(XMLStreamException e) {
        String m = String.valueOf(e.getMessage());
        int at = m.indexOf("Message: ");
        String said = (at < 0 ? m : m.substring(at + 9)).strip();
        return said.length() > 200 ? said.substring(0, 200) + "…" : said;
    }

    /// Characters with their line, and one to look ahead.
    private static final class Source {
        private final Reader in;
        private final char[] buffer = new char[1 << 14];
        private int at;
        private int end;
        private long line = 1;

        Source(Reader in) {
            this.in = in;
        }

        int read() throws IOException {
            int c = peek();
            if (c >= 0) at++;
            if (c == '\n') line++;
            return c;
        }

        int peek() throws IOException {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer, 0, buffer.length));
                if (end == 0) return -1;
            }
            return buffer[at];
        }

        /// Takes back what was read last.
        void unread(int c) {
            at--;
            if (c == '\n') line--;
        }

        /// Whether `text` comes next, which then is passed over; what matched of it is passed over in any
        /// case.
        boolean skip(String text) throws IOException {
            for (int i = 0; i < text.length(); i++) {
                if (peek() != text.charAt(i)) return false;
                var _ = read();
            }
            return true;
        }
    }
}
