package org.broadsheet.corpus.format;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;

/// Citation keys as people make them: first author's family name, year, first telling word of the title
/// (`oduya2026stopping`). Made from the paper alone, so they stay the same from one export to the next.
final class CitationKeys {
    private static final Set<String> UNTELLING = Set.of(
            "a", "an", "the", "on", "in", "of", "for", "to", "and", "or", "with", "from", "by", "at", "as", "via", "is",
            "are", "be", "do", "does", "can", "how", "what", "why", "when", "where", "which", "who", "towards",
            "toward", "into", "its", "it", "not", "we", "you", "your", "our");

    private CitationKeys() {}

    static String of(Metadata m, PaperId id) {
        String name = m.authors().isEmpty() ? "" : family(m.authors().getFirst());
        PartialDate date = m.published();
        String key = name + (date == null ? "" : String.valueOf(date.year())) + word(m.headline());
        // nothing of it may be in Latin letters
        return key.isEmpty() || Character.isDigit(key.charAt(0)) ? id.value().replace("-", "") + key : key;
    }

    private static String family(Author a) {
        String family = a.family() == null ? a.name() : a.family();
        String last = folded(family.substring(family.lastIndexOf(' ') + 1));
        return last.isEmpty() ? folded(family) : last;
    }

    private static String word(String title) {
        String first = "";
        for (String word : title.split("[^\\p{L}\\p{Nd}'’]+")) {
            String w = folded(word);
            if (w.isEmpty()) continue;
            if (first.isEmpty()) first = w;
            if (!UNTELLING.contains(w)) return w.length() > 30 ? w.substring(0, 30) : w;
        }
        return first;
    }

    /// Lower-case ASCII letters and digits only.
    private static String folded(String text) {
        String t = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace("ø", "o")
                .replace("ł", "l")
                .replace("đ", "d")
                .replace("ð", "d")
                .replace("þ", "th")
                .replace("ı", "i");
        return t.replaceAll("[^a-z0-9]", "");
    }
}
