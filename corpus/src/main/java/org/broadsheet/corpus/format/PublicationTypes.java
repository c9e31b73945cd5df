package org.broadsheet.corpus.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What other formats call a kind of publication, in BibTeX's words.
final class PublicationTypes {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("article", "article"),
            Map.entry("journalarticle", "article"),
            Map.entry("journal", "article"),
            Map.entry("review", "article"),
            Map.entry("researcharticle", "article"),
            Map.entry("reviewarticle", "article"),
            Map.entry("briefreport", "article"),
            Map.entry("electronicarticle", "article"),
            Map.entry("magazinearticle", "article"),
            Map.entry("newspaperarticle", "article"),
            Map.entry("conferencepaper", "inproceedings"),
            Map.entry("conference", "inproceedings"),
            Map.entry("conferenceobject", "inproceedings"),
            Map.entry("inproceedings", "inproceedings"),
            Map.entry("proceedingspaper", "inproceedings"),
            Map.entry("conferenceproceedings", "proceedings"),
            Map.entry("proceedings", "proceedings"),
            Map.entry("preprint", "preprint"),
            Map.entry("workingpaper", "preprint"),
            Map.entry("book", "book"),
            Map.entry("mvbook", "book"),
            Map.entry("collection", "book"),
            Map.entry("mvcollection", "book"),
            Map.entry("mvproceedings", "proceedings"),
            Map.entry("monograph", "book"),
            Map.entry("editedbook", "book"),
            Map.entry("electronicbook", "book"),
            Map.entry("bookpart", "incollection"),
            Map.entry("bookchapter", "incollection"),
            Map.entry("booksection", "incollection"),
            Map.entry("incollection", "incollection"),
            Map.entry("inbook", "incollection"),
            Map.entry("chapter", "incollection"),
            Map.entry("thesis", "thesis"),
            Map.entry("dissertation", "thesis"),
            Map.entry("phdthesis", "thesis"),
            Map.entry("mastersthesis", "thesis"),
            Map.entry("doctoralthesis", "thesis"),
            Map.entry("masterthesis", "thesis"),
            Map.entry("report", "report"),
            Map.entry("techreport", "report"),
            Map.entry("technicalreport", "report"),
            Map.entry("dataset", "dataset"),
            Map.entry("software", "software"),
            Map.entry("patent", "patent"));

    private PublicationTypes() {}

    /// The kind `word` names, whatever its case and whatever stands between its words; empty for what we do not know.
    static Optional<String> known(String word) {
        if (word.length() > 60) return Optional.empty();
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")));
    }

    /// EndNote's name of a kind; what it calls "Conference Proceedings" is a paper in them.
    static String endnote(String word) {
        String w = word.strip();
        return w.equalsIgnoreCase("Conference Proceedings") ? "inproceedings" : known(w).orElse("misc");
    }
}
