package org.broadsheet.server.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.format.PaperWriter;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// A paper as a file: BibTeX, RIS, CSL-JSON and Markdown, by the ending of its address or by what the request accepts.
@Component
public class PaperFiles {
    private static final Map<String, String> BY_ENDING =
            Map.of(".bib", "bibtex", ".ris", "ris", ".json", "csl-json", ".md", "markdown");
    private static final Map<String, String> BY_TYPE = Map.of(
            "application/x-bibtex", "bibtex",
            "application/x-research-info-systems", "ris",
            "application/vnd.citationstyles.csl+json", "csl-json",
            "text/markdown", "markdown");

    private final Library library;

    public PaperFiles(Library library) {
        this.library = library;
    }

    /// The file asked for; empty where the request wants a page.
    ///
    /// @param name   the address after `/papers/`
    /// @param accept the request's Accept header
    public Optional<ResponseEntity<byte[]>> file(String name, String accept) throws IOException {
        for (Map.Entry<String, String> e : BY_ENDING.entrySet()) {
            if (!name.endsWith(e.getKey())) continue;
            Optional<Paper> paper =
                    library.paper(name.substring(0, name.length() - e.getKey().length()));
            return paper.isEmpty() ? Optional.empty() : write(paper.get(), e.getValue());
        }
        String format = wanted(accept);
        if (format == null) return Optional.empty();
        Optional<Paper> paper = library.paper(name);
        return paper.isEmpty() ? Optional.empty() : write(paper.get(), format);
    }

    /// The format that the request likes best; null where it is a page, as it is for whoever likes everything or
    /// cannot say what.
    private static @Nullable String wanted(String accept) {
        List<MediaType> likes;
        try {
            likes = new ArrayList<>(MediaType.parseMediaTypes(accept));
        } catch (InvalidMediaTypeException _) {
            return null;
        }
        likes.removeIf(type -> type.getQualityValue() == 0);
        // Stable: of two that are liked as much, the one named first.
        likes.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
        for (MediaType type : likes) {
            String format = BY_TYPE.get(type.getType() + "/" + type.getSubtype());
            if (format != null) return format;
            if (type.includes(MediaType.TEXT_HTML)) return null;
        }
        return null;
    }

    private Optional<ResponseEntity<byte[]>> write(Paper paper, String format) throws IOException {
        if (format.equals("markdown"))
            return Optional.of(
                    answer("text/markdown; charset=utf-8", markdown(paper).getBytes(StandardCharsets.UTF_8)));
        Optional<PaperWriter> writer = library.formats().writers().stream()
                .filter(w -> w.name().equals(format))
                .findFirst();
        if (writer.isEmpty()) return Optional.empty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.get().write(Stream.of(paper), out);
        return Optional.of(answer(writer.get().mediaType(), out.toByteArray()));
    }

    private static ResponseEntity<byte[]> answer(String type, byte[] body) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).body(body);
    }

    /// Title, authors, names, links and abstract as Markdown; text from outside is escaped.
    static String markdown(Paper paper) {
        Metadata m = paper.metadata();
        StringBuilder out =
                new StringBuilder("# ").append(escaped(paper.headline())).append("\n\n");
        if (!m.authors().isEmpty())
            out.append(m.authors().stream()
                            .map(Author::name)
                            .map(PaperFiles::escaped)
                            .collect(Collectors.joining(", ")))
                    .append("\n\n");
        if (m.published() != null)
            out.append("Published: ").append(m.published()).append("\n\n");
        for (Identifier i : m.identifiers())
            out.append("- ")
                    .append(i.scheme().label())
                    .append(": <")
                    .append(i.address())
                    .append(">\n");
        for (Link l : m.links())
            out.append("- ")
                    .append(l.kind().key())
                    .append(": <")
                    .append(l.address())
                    .append(">\n");
        if (!m.identifiers().isEmpty() || !m.links().isEmpty()) out.append('\n');
        if (!m.abstractText().isEmpty())
            out.append("## Abstract\n\n")
                    .append(escaped(m.abstractText()).replace("\n", "\n\n"))
                    .append("\n\n");
        if (!m.machineSummary().isEmpty())
            out.append("## Summary written by a program\n\n")
                    .append(escaped(m.machineSummary()).replace("\n", "\n\n"))
                    .append("\n");
        return out.toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>#])", "\\\\$1");
    }
}
