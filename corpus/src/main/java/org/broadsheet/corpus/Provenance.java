package org.broadsheet.corpus;

import java.time.Instant;
import org.broadsheet.corpus.text.PlainText;

/// Which source said it, under which name, and when we heard it.
///
/// Characters that do not print are replaced in names, as in every other text.
///
/// @param source the source: `arxiv`, `hf-daily`, `openalex`, ... or the name of a file that was imported; never
/// blank
/// @param key    the record's own name there (`_id` of a line, an arXiv id, a BibTeX key); may be empty where the
/// source has none
/// @param seen   when it was read
public record Provenance(String source, String key, Instant seen) {
    public Provenance {
        source = PlainText.printable(source);
        key = PlainText.printable(key);
        if (source.isBlank()) throw new IllegalArgumentException("a provenance names its source");
        if (source.length() > 300)
            throw new IllegalArgumentException("a source's name has at most 300 characters but had " + source.length());
        if (key.length() > 500)
            throw new IllegalArgumentException(
                    "a record's own name has at most 500 characters but had " + key.length());
    }
}
