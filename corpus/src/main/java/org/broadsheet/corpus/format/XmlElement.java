package org.broadsheet.corpus.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An element of one record, small enough to be held in memory. Names are told by their local part, because feeds
/// choose prefixes freely and forget to declare them.
///
/// @param name       the name as written, perhaps with a prefix (`dc:title`)
/// @param attributes values by name as written
/// @param content    in order: a [String] for text, an [XmlElement] for an element
record XmlElement(String name, Map<String, String> attributes, List<Object> content) {
    /// Elements that stand as a paragraph of their own, in JATS and in HTML.
    private static final Set<String> BLOCKS =
            Set.of("p", "sec", "title", "div", "br", "li", "list-item", "break", "tr");
    /// Elements that are not part of the running text: foot notes, references to them, and the second form of a
    /// formula.
    private static final Set<String> ASIDE = Set.of("xref", "fn", "fn-group", "tex-math", "annotation", "label");

    /// The name without its prefix.
    String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    boolean is(String localName) {
        return localName().equals(localName);
    }

    /// The attribute of that local name, or null.
    @Nullable
    String attribute(String localName) {
        String exact = attributes.get(localName);
        if (exact != null) return exact;
        for (var a : attributes.entrySet()) if (a.getKey().endsWith(":" + localName)) return a.getValue();
        return null;
    }

    /// Whether an attribute has that value, whatever the case of its letters.
    boolean has(String attribute, String value) {
        return value.equalsIgnoreCase(attribute(attribute));
    }

    List<XmlElement> children() {
        List<XmlElement> all = new ArrayList<>();
        for (Object c : content) if (c instanceof XmlElement e) all.add(e);
        return all;
    }

    /// The elements at the end of a path of local names, in order.
    List<XmlElement> all(String... path) {
        List<XmlElement> found = List.of(this);
        for (String step : path) {
            List<XmlElement> next = new ArrayList<>();
            for (XmlElement e : found)
                for (Object c : e.content) if (c instanceof XmlElement child && child.is(step)) next.add(child);
            found = next;
        }
        return found;
    }

    /// The first element at the end of a path, or null.
    @Nullable
    XmlElement first(String... path) {
        List<XmlElement> found = all(path);
        return found.isEmpty() ? null : found.getFirst();
    }

    /// Text of the first element at the end of a path that has any, or null.
    @Nullable
    String text(String... path) {
        for (XmlElement e : all(path)) {
            String text = e.text();
            if (!text.isBlank()) return text;
        }
        return null;
    }

    /// Texts of all elements at the end of a path, the blank ones left out.
    List<String> texts(String... path) {
        List<String> found = new ArrayList<>();
        for (XmlElement e : all(path)) {
            String text = e.text().strip();
            if (!text.isEmpty()) found.add(text);
        }
        return found;
    }

    /// All elements of that local name anywhere below, in order.
    List<XmlElement> below(String localName) {
        List<XmlElement> found = new ArrayList<>();
        gather(localName, found);
        return found;
    }

    private void gather(String localName, List<XmlElement> into) {
        for (Object c : content)
            if (c instanceof XmlElement e) {
                if (e.is(localName)) into.add(e);
                e.gather(localName, into);
            }
    }

    /// The running text: mark-up inside words gone, paragraphs parted by an empty line, notes and second forms of
    /// formulas left out. Line breaks of the file are spaces.
    String text() {
        StringBuilder out = new StringBuilder();
        write(out, true);
        return out.toString().strip();
    }

    /// The same text with the line breaks of the file.
    String lines() {
        StringBuilder out = new StringBuilder();
        write(out, false);
        return out.toString();
    }

    private void write(StringBuilder out, boolean running) {
        for (Object c : content) {
            if (c instanceof XmlElement e) {
                if (ASIDE.contains(e.localName())) continue;
                boolean block = BLOCKS.contains(e.localName());
                if (block) out.append("\n\n");
                e.write(out, running);
                if (block) out.append("\n\n");
            } else if (running) out.append(((String) c).replace('\n', ' '));
            else out.append(c);
        }
    }
}
