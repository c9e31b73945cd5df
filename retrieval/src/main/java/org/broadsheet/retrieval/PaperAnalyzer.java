package org.broadsheet.retrieval;

import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/// How text becomes terms: English stems and stop words for text, plain folded words for names. `C++`, `C#` and `F#`
/// stay words of their own.
final class PaperAnalyzer extends Analyzer {
    private static final NormalizeCharMap LANGUAGES = languages();

    PaperAnalyzer() {
        super(Analyzer.PER_FIELD_REUSE_STRATEGY);
    }

    private static NormalizeCharMap languages() {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        map.add("C++", "cplusplus");
        map.add("c++", "cplusplus");
        map.add("C#", "csharp");
        map.add("F#", "fsharp");
        return map.build();
    }

    @Override
    protected Reader initReader(String field, Reader reader) {
        return new MappingCharFilter(LANGUAGES, reader);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        TokenStream stream = words;
        if (field.equals(IndexFields.AUTHOR)) {
            stream = new ASCIIFoldingFilter(new LowerCaseFilter(stream));
        } else {
            stream = new LowerCaseFilter(new EnglishPossessiveFilter(stream));
            stream = new ASCIIFoldingFilter(stream);
            stream = new StopFilter(stream, EnglishAnalyzer.getDefaultStopSet());
            stream = new PorterStemFilter(stream);
        }
        return new TokenStreamComponents(words, stream);
    }
}
