package org.broadsheet.server.archive;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.NeutralJson;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.StoredRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds the papers of an archive in this library: by what public registers call them, then by our own id
/// where the
/// title is the same too. Those that are nowhere come in with the archive's own record, but on no list and
/// with no
/// votes: an archive says what a paper is, not what a house thinks of it.
final class ArchivedPapers {
    /// Most papers that one archive brings in; more come with bringing it again.
    static final int MOST_TAKEN = 5_000;

    private static final String SOURCE = "archive";

    private final Library library;
    private int found;
    private int taken;

    ArchivedPapers(Library library) {
        this.library = library;
    }

    /// A paper as the archive describes it.
    ///
    /// @param name as the archive's files call it
    /// @param own  its id in the house it comes from, or empty
    record Described(String name, String own, Metadata metadata) {}

    /// @throws IllegalArgumentException saying what is wrong with the line
    static Described read(String line) {
        JsonNode o;
        try {
            o = JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + e.getOriginalMessage(), e);
        }
        String name = o.path("paper").asString("");
        if (name.isEmpty() || name.length() > 500)
            throw new IllegalArgumentException("'paper' is missing: the name by which the other files call it");
        Metadata m = NeutralJson.parse(line).toBuilder()
                .noListings()
                .submittedBy(null)
                .attention(Attention.NONE)
                .build();
        return new Described(name, o.path("broadsheet_id").asString(""), m);
    }

    /// The papers by their names in the archive; those that are not here and cannot be taken in are left
    /// out.
    Map<String, PaperId> find(Collection<Described> described) {
        Map<String, PaperId> papers = new LinkedHashMap<>();
        Map<String, Set<PaperId>> byName = library.database()
                .write(() -> library.store()
                        .byIdentifier(described.stream()
                                .flatMap(d -> d.metadata().identifiers().stream())
                                .map(Identifier::unversioned)
                                .distinct()
                                .toList()));
        Map<PaperId, PaperId> homes = library.homes(
                byName.values().stream().flatMap(Set::stream).distinct().toList());
        List<Described> unknown = new ArrayList<>();
        for (Described d : described) {
            Optional<PaperId> here = d.metadata().identifiers().stream()
                    .flatMap(i -> byName.getOrDefault(i.unversioned().toString(), Set.of()).stream())
                    .map(p -> homes.getOrDefault(p, p))
                    .findFirst()
                    .or(() -> own(d));
            here.ifPresentOrElse(p -> papers.put(d.name(), p), () -> unknown.add(d));
        }
        found += papers.size();
        take(unknown, papers);
        return papers;
    }

    private Optional<PaperId> own(Described d) {
        return PaperId.isPaperId(d.own())
                ? library.paper(d.own())
                        .filter(p ->
                                folded(p.headline()).equals(folded(d.metadata().headline())))
                        .map(Paper::id)
                : Optional.empty();
    }

    private static String folded(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ");
    }

    private void take(List<Described> unknown, Map<String, PaperId> papers) {
        List<Described> fresh = unknown.subList(0, Math.min(unknown.size(), MOST_TAKEN - taken));
        if (fresh.isEmpty()) return;
        Map<String, Described> byKey = new LinkedHashMap<>();
        List<SourceRecord> records = new ArrayList<>();
        for (Described d : fresh) {
            // Named after what it says: the same record comes once, and no archive changes what another
            // one said.
            String key = Digests.hex(d.own() + "\n" + NeutralJson.toLine(d.metadata()))
                    .substring(0, 40);
            if (byKey.putIfAbsent(key, d) == null)
                records.add(new SourceRecord(
                        new Provenance(SOURCE, key, library.clock().instant()), d.metadata()));
        }
        var report = library.take(SOURCE, records, () -> {});
        taken += (int) (report.added() + report.merged());
        found += (int) (report.unchanged() + report.updated());
        Map<String, PaperId> kept = new HashMap<>();
        for (StoredRecord s : library.store().recordsOf(SOURCE, byKey.keySet()))
            kept.put(s.record().provenance().key(), s.paper());
        byKey.forEach((key, d) -> {
            PaperId paper = kept.get(key);
            if (paper != null) papers.put(d.name(), paper);
        });
    }

    String whyNot() {
        return taken >= MOST_TAKEN
                ? "%,d papers came in already; bring the archive in again for the rest".formatted(MOST_TAKEN)
                : "its record could not be kept";
    }

    /// Papers that were here.
    int found() {
        return found;
    }

    /// Papers that came in.
    int taken() {
        return taken;
    }
}
