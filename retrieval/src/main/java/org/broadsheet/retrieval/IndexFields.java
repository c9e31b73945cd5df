package org.broadsheet.retrieval;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Provenance;

/// A paper as a Lucene document.
final class IndexFields {
    static final String ID = "id";
    /// Title and text together: what free words are looked up in.
    static final String TEXT = "text";
    static final String TITLE = "title";
    static final String AUTHOR = "author";
    static final String NAME = "name";
    static final String KEY = "key";
    static final String BODY = "body";
    static final String CATEGORY = "cat";
    /// Behind an archive's name: all its categories.
    static final String ALL = ".*";
    static final String YEAR = "year";
    static final String SOURCE = "source";
    static final String CODE = "code";
    static final String DATE = "date";
    static final String UPVOTES = "upvotes";
    static final String VECTOR = "vector";
    /// Words of an abstract that are indexed; what is beyond is found by nobody.
    private static final int MAX_BODY = 100_000;

    private IndexFields() {}

    static Document document(IndexedPaper indexed) {
        Metadata m = indexed.paper().metadata();
        Document doc = new Document();
        String id = indexed.paper().id().value();
        doc.add(new StringField(ID, id, Field.Store.NO));
        doc.add(new SortedDocValuesField(ID, new BytesRef(id)));
        String body = body(m);
        doc.add(new TextField(TITLE, m.title(), Field.Store.NO));
        doc.add(new TextField(TEXT, m.title(), Field.Store.NO));
        doc.add(new TextField(TEXT, body, Field.Store.NO));
        for (String keyword : m.keywords()) doc.add(new TextField(TEXT, keyword, Field.Store.NO));
        doc.add(new StoredField(BODY, body));
        doc.add(new StoredField(TITLE, m.title()));
        m.authors().stream().limit(500).forEach(a -> doc.add(new TextField(AUTHOR, a.name(), Field.Store.NO)));
        for (String name : names(indexed)) doc.add(new StringField(NAME, name, Field.Store.NO));
        // Not a stored field: a run asks for the keys of a thousand papers a topic, and for nothing else of theirs.
        for (String key : keys(indexed)) doc.add(new SortedSetDocValuesField(KEY, new BytesRef(term(key))));
        for (String category : m.categories()) {
            String c = term(category);
            doc.add(new StringField(CATEGORY, c.toLowerCase(Locale.ROOT), Field.Store.NO));
            int dot = c.indexOf('.');
            if (dot > 0)
                doc.add(new StringField(CATEGORY, c.substring(0, dot).toLowerCase(Locale.ROOT) + ALL, Field.Store.NO));
            doc.add(new SortedSetDocValuesField(CATEGORY, new BytesRef(c)));
        }
        for (Provenance p : indexed.paper().provenance()) {
            doc.add(new StringField(SOURCE, term(p.source()).toLowerCase(Locale.ROOT), Field.Store.NO));
            doc.add(new SortedSetDocValuesField(SOURCE, new BytesRef(term(p.source()))));
        }
        if (m.link(Link.Kind.CODE).isPresent()) {
            doc.add(new StringField(CODE, "yes", Field.Store.NO));
            doc.add(new SortedSetDocValuesField(CODE, new BytesRef("yes")));
        }
        PartialDate published = m.published();
        if (published != null) {
            doc.add(new IntPoint(YEAR, published.year()));
            doc.add(new SortedSetDocValuesField(YEAR, new BytesRef("%04d".formatted(published.year()))));
        }
        LocalDate day = published != null ? published.firstDay() : indexed.added();
        doc.add(new NumericDocValuesField(DATE, day.toEpochDay()));
        doc.add(new NumericDocValuesField(UPVOTES, m.attention().upvotes()));
        float[] vector = indexed.vector();
        if (vector != null) doc.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
        return doc;
    }

    /// The text below the title: the abstract, or a program's summary where there is none.
    static String body(Metadata m) {
        String body = m.abstractText().isEmpty() ? m.machineSummary() : m.abstractText();
        return body.length() > MAX_BODY ? body.substring(0, MAX_BODY) : body;
    }

    /// Every name the paper can be asked for by, lower case.
    private static Set<String> names(IndexedPaper indexed) {
        Set<String> names = new LinkedHashSet<>();
        names.add(indexed.paper().id().value());
        for (Identifier i : indexed.paper().metadata().identifiers()) {
            for (String value : List.of(
                    i.value(), i.printed(), i.toString(), i.unversioned().toString()))
                names.add(term(value).toLowerCase(Locale.ROOT));
        }
        for (String key : keys(indexed)) names.add(term(key).toLowerCase(Locale.ROOT));
        return names;
    }

    private static Set<String> keys(IndexedPaper indexed) {
        Set<String> keys = new TreeSet<>();
        for (Provenance p : indexed.paper().provenance()) if (!p.key().isBlank()) keys.add(p.key());
        return keys;
    }

    /// Lucene's terms have at most 32,766 bytes; ours stay far below.
    private static String term(String value) {
        return value.length() > 1_000 ? value.substring(0, 1_000) : value;
    }
}
