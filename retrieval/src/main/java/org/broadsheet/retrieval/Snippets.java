package org.broadsheet.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.broadsheet.retrieval.Snippet.Mark;
import org.jspecify.annotations.Nullable;

/// Cuts the most telling sentences out of a paper's text; the first ones where no word matches.
final class Snippets {
    private static final int LONGEST = 320;

    private final @Nullable Query words;
    private final UnifiedHighlighter highlighter;

    Snippets(Analyzer analyzer, @Nullable Query words) {
        this.words = words;
        this.highlighter = UnifiedHighlighter.builderWithoutSearcher(analyzer)
                .withFieldMatcher(field -> field.equals(IndexFields.TEXT) || field.equals(IndexFields.TITLE))
                .withMaxLength(20_000)
                .withFormatter(new ToSnippet())
                .build();
    }

    Snippet cut(String body) {
        if (body.isBlank()) return Snippet.EMPTY;
        if (words == null) return beginning(body);
        try {
            Object cut = highlighter.highlightWithoutSearcher(IndexFields.TEXT, words, body, 2);
            return cut instanceof Snippet s && !s.text().isEmpty() ? s : beginning(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Snippet beginning(String body) {
        String text = body.replace('\n', ' ');
        if (text.length() <= LONGEST) return new Snippet(text, List.of());
        int space = text.lastIndexOf(' ', LONGEST);
        return new Snippet(text.substring(0, space > LONGEST / 2 ? space : LONGEST) + " …", List.of());
    }

    private static final class ToSnippet extends PassageFormatter {
        @Override
        public Object format(Passage[] passages, String content) {
            StringBuilder text = new StringBuilder();
            List<Mark> marks = new ArrayList<>();
            int end = 0;
            for (Passage p : passages) {
                if (text.length() >= LONGEST) break;
                if (p.getStartOffset() > end || (text.isEmpty() && p.getStartOffset() > 0))
                    text.append(text.isEmpty() ? "… " : " … ");
                int base = text.length();
                int to = Math.min(p.getEndOffset(), p.getStartOffset() + 2 * LONGEST);
                text.append(content, p.getStartOffset(), to);
                int last = base;
                for (int i = 0; i < p.getNumMatches(); i++) {
                    int from = base + p.getMatchStarts()[i] - p.getStartOffset();
                    int until = base + p.getMatchEnds()[i] - p.getStartOffset();
                    if (from < last || until > text.length() || until <= from) continue;
                    marks.add(new Mark(from, until));
                    last = until;
                }
                end = p.getEndOffset();
            }
            return new Snippet(text.toString().replace('\n', ' '), marks);
        }
    }
}
