package org.broadsheet.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.broadsheet.retrieval.query.SearchQuery.Condition;
import org.jspecify.annotations.Nullable;

/// Makes Lucene queries of what was understood. Every list is bounded, so that no query has more clauses than Lucene
/// allows (1,024).
final class QueryBuilder {
    /// Most distinct terms of free text that are looked up; of a longer text the most telling ones.
    static final int MAX_TERMS = 64;
    /// Weight of a word found in the title, beside its weight in the whole text.
    static final float TITLE_BOOST = 0.35f;
    /// Weight of a word found among the authors.
    static final float AUTHOR_BOOST = 0.6f;

    /// Longest phrase, in words; what is beyond is left out.
    private static final int MAX_PHRASE = 50;
    /// Most parts of an author's name that are looked at.
    private static final int MAX_NAME_PARTS = 8;
    /// Most values of one facet that are alternatives.
    private static final int MAX_ALTERNATIVES = 100;

    private final Analyzer analyzer;

    QueryBuilder(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /// Free words over text, title and authors; null where no word is left after analysis.
    @Nullable
    Query words(String text, IndexReader reader, boolean all) {
        Map<String, Integer> terms = terms(IndexFields.TEXT, text);
        if (terms.isEmpty()) return null;
        boolean few = terms.size() <= 12;
        if (terms.size() > MAX_TERMS) terms = mostTelling(terms, reader);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        List<String> names = few && !all ? names(text) : List.of();
        for (Map.Entry<String, Integer> term : terms.entrySet()) {
            Query inText = new TermQuery(new Term(IndexFields.TEXT, term.getKey()));
            Query inTitle = new BoostQuery(new TermQuery(new Term(IndexFields.TITLE, term.getKey())), TITLE_BOOST);
            Query both = new BooleanQuery.Builder()
                    .add(inText, Occur.SHOULD)
                    .add(inTitle, Occur.SHOULD)
                    .build();
            int times = Math.min(3, term.getValue());
            query.add(times > 1 ? new BoostQuery(both, times) : both, all ? Occur.MUST : Occur.SHOULD);
        }
        for (String name : names)
            query.add(new BoostQuery(new TermQuery(new Term(IndexFields.AUTHOR, name)), AUTHOR_BOOST), Occur.SHOULD);
        return query.build();
    }

    /// Words that may be an author's name: no stop words, no single letters.
    private List<String> names(String text) {
        return nameParts(text).stream()
                .filter(n ->
                        n.length() > 1 && !EnglishAnalyzer.getDefaultStopSet().contains(n))
                .distinct()
                .toList();
    }

    private static Map<String, Integer> mostTelling(Map<String, Integer> terms, IndexReader reader) {
        record Weighed(String term, int times, double weight) {}
        List<Weighed> weighed = new ArrayList<>();
        double docs = Math.max(1, reader.numDocs());
        for (Map.Entry<String, Integer> e : terms.entrySet()) {
            try {
                int df = reader.docFreq(new Term(IndexFields.TEXT, e.getKey()));
                if (df > 0) weighed.add(new Weighed(e.getKey(), e.getValue(), e.getValue() * Math.log(1 + docs / df)));
            } catch (IOException io) {
                throw new UncheckedIOException(io);
            }
        }
        weighed.sort(Comparator.comparingDouble(Weighed::weight).reversed().thenComparing(Weighed::term));
        Map<String, Integer> kept = new LinkedHashMap<>();
        for (Weighed w : weighed.subList(0, Math.min(MAX_TERMS, weighed.size()))) kept.put(w.term(), w.times());
        return kept;
    }

    /// All conditions and filters as one query that scores nothing; null where there are none.
    @Nullable
    Query conditions(List<Condition> conditions, Map<Facet, Set<String>> filters) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        boolean any = false;
        boolean positive = false;
        for (Condition c : conditions) {
            Query q = condition(c);
            if (q == null) continue;
            any = true;
            positive |= !c.negated();
            query.add(q, c.negated() ? Occur.MUST_NOT : Occur.FILTER);
        }
        for (Map.Entry<Facet, Set<String>> filter : filters.entrySet()) {
            if (filter.getValue().isEmpty()) continue;
            BooleanQuery.Builder alternatives = new BooleanQuery.Builder();
            for (String value :
                    filter.getValue().stream().limit(MAX_ALTERNATIVES).toList())
                alternatives.add(facet(filter.getKey(), value), Occur.SHOULD);
            query.add(alternatives.build(), Occur.FILTER);
            any = true;
            positive = true;
        }
        if (!any) return null;
        if (!positive) query.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        return query.build();
    }

    private static Query facet(Facet facet, String value) {
        String v = value.toLowerCase(Locale.ROOT);
        return switch (facet) {
            case CATEGORY -> new TermQuery(new Term(IndexFields.CATEGORY, v));
            case SOURCE -> new TermQuery(new Term(IndexFields.SOURCE, v));
            case CODE -> new TermQuery(new Term(IndexFields.CODE, v));
            case YEAR -> {
                int year = v.matches("\\d{4}") ? Integer.parseInt(v) : -1;
                yield IntPoint.newExactQuery(IndexFields.YEAR, year);
            }
        };
    }

    private @Nullable Query condition(Condition condition) {
        return switch (condition) {
            case Condition.Phrase p -> phrase(IndexFields.TEXT, p.text());
            case Condition.Word w -> phrase(IndexFields.TEXT, w.text());
            case Condition.ByAuthor a -> author(a.name());
            case Condition.InCategory c -> category(c.category().toLowerCase(Locale.ROOT));
            case Condition.Published y -> IntPoint.newRangeQuery(IndexFields.YEAR, y.from(), y.to());
            case Condition.Named n -> named(n.name());
            case Condition.FromSource s ->
                new TermQuery(new Term(IndexFields.SOURCE, s.source().toLowerCase(Locale.ROOT)));
            case Condition.HasCode _ -> new TermQuery(new Term(IndexFields.CODE, "yes"));
        };
    }

    private static Query named(String name) {
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        either.add(new TermQuery(new Term(IndexFields.NAME, name.toLowerCase(Locale.ROOT))), Occur.SHOULD);
        org.broadsheet.corpus.Identifier.recognise(name)
                .ifPresent(i -> either.add(
                        new TermQuery(new Term(
                                IndexFields.NAME, i.unversioned().toString().toLowerCase(Locale.ROOT))),
                        Occur.SHOULD));
        return either.build();
    }

    /// The category itself, or all of an archive's: `cs` is also `cs.IR`.
    private static Query category(String category) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(IndexFields.CATEGORY, category)), Occur.SHOULD)
                .add(new TermQuery(new Term(IndexFields.CATEGORY, category + IndexFields.ALL)), Occur.SHOULD)
                .build();
    }

    /// Every part of the name must occur close together, so in one author. An initial is any name that begins with it;
    /// a given name also fits an author of whom only that initial is printed.
    private @Nullable Query author(String name) {
        List<String> parts = nameParts(name);
        if (parts.isEmpty()) return null;
        if (parts.size() > MAX_NAME_PARTS) parts = parts.subList(0, MAX_NAME_PARTS);
        int family = name.indexOf(',') > 0 ? 0 : parts.size() - 1;
        List<IntervalsSource> sources = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String initial = Character.toString(part.codePointAt(0));
            if (part.equals(initial)) sources.add(Intervals.term(PaperAnalyzer.INITIAL + initial));
            else if (i == family) sources.add(Intervals.term(part));
            else sources.add(Intervals.or(Intervals.term(part), Intervals.term(initial)));
        }
        IntervalsSource together = sources.size() == 1
                ? sources.getFirst()
                : Intervals.maxgaps(3, Intervals.unordered(sources.toArray(IntervalsSource[]::new)));
        return new IntervalQuery(IndexFields.AUTHOR, together);
    }

    private List<String> nameParts(String name) {
        List<String> parts = new ArrayList<>();
        analyse(IndexFields.AUTHOR, name, (part, _) -> {
            if (part.charAt(0) != PaperAnalyzer.INITIAL) parts.add(part);
        });
        return parts;
    }

    /// The words side by side and in this order; a stop word stands for any one word.
    @Nullable
    Query phrase(String field, String text) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int[] place = {-1};
        List<String> terms = new ArrayList<>();
        analyse(field, text, (term, step) -> {
            place[0] += step;
            if (terms.size() >= MAX_PHRASE) return;
            terms.add(term);
            phrase.add(new Term(field, term), place[0]);
        });
        if (terms.isEmpty()) return null;
        return terms.size() == 1 ? new TermQuery(new Term(field, terms.getFirst())) : phrase.build();
    }

    private Map<String, Integer> terms(String field, String text) {
        Map<String, Integer> terms = new LinkedHashMap<>();
        analyse(field, text, (term, _) -> terms.merge(term, 1, Integer::sum));
        return terms;
    }

    private interface Terms {
        /// @param step places after the term before
        void take(String term, int step);
    }

    private void analyse(String field, String text, Terms terms) {
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken())
                if (!term.isEmpty()) terms.take(term.toString(), step.getPositionIncrement());
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
