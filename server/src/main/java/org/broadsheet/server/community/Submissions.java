package org.broadsheet.server.community;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.Problem;
import org.broadsheet.corpus.format.ReadReport;
import org.broadsheet.corpus.format.RecordSink;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.StoredRecord;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Papers that readers put before everybody: by name, by address or in a file, fetched from their source,
/// joined with what the library has, and on the day's list `submitted`, from which the edition of that day
/// takes them.
@Component
public final class Submissions {
    /// The dated list that submissions are on.
    public static final String LIST = "submitted";

    /// Most papers in a file.
    public static final int MOST_IN_FILE = 25;

    /// Largest file, in bytes.
    public static final int LARGEST_FILE = 5_000_000;

    private static final String SOURCE = "submissions";
    private static final int LONGEST = 2_000;
    private static final int FRESH_DAYS = 14;

    private final Library library;
    private final Database database;
    private final Lookup lookup;
    private final Pace pace;

    public Submissions(Library library, Lookup lookup, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.lookup = lookup;
        this.pace = pace;
    }

    /// A submission.
    ///
    /// @param by    display name of who submitted it, or empty once that account is deleted
    /// @param given what was typed, or the file's name
    /// @param day   the edition's day, in UTC
    public record Submission(
            String id, PaperId paper, Optional<ReaderId> reader, String by, String given, LocalDate day, Instant at) {}

    /// A paper could not be submitted; the message says why and what to do instead.
    public static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    /// Submits a paper by arXiv id, DOI, another identifier, or a page's address. One that was submitted in
    /// the last fourteen days stays as it was submitted then.
    ///
    /// @throws Refused where nothing can be found under that name, or its source does not answer
    public Submission byName(Reader reader, String given) {
        String name = given.strip();
        if (name.isEmpty() || name.length() > LONGEST)
            throw new Refused("Give an arXiv id, a DOI, or the address of a page.");
        hold(reader);
        Optional<Paper> known = library.paper(name);
        if (known.isPresent()) return submit(reader, known.get(), name);
        List<SourceRecord> found = ask(name);
        if (found.isEmpty())
            throw new Refused("Nothing was found under “" + shortened(name)
                    + "”. Check it, or submit a file with the record (BibTeX, RIS, CSL-JSON).");
        return submit(reader, found.subList(0, 1), name).getFirst();
    }

    /// Takes a paper in from its source without putting it on a list.
    ///
    /// @return whether its source knows it
    /// @throws Refused where its source does not answer
    public boolean index(Reader reader, Identifier identifier) {
        hold(reader);
        List<SourceRecord> found;
        try {
            found = lookup.named(identifier);
        } catch (IOException e) {
            throw new Refused("Its source could not be asked: " + e.getMessage() + ". Try again later.");
        }
        if (found.isEmpty()) return false;
        // Under its own name, so that what is asked for again takes the place of what was said before.
        library.take(
                SOURCE,
                List.of(new SourceRecord(
                        new Provenance(
                                SOURCE, identifier.toString(), library.clock().instant()),
                        found.getFirst().metadata().toBuilder().noListings().build())),
                () -> {});
        return true;
    }

    private List<SourceRecord> ask(String name) {
        try {
            Optional<Identifier> identifier = Identifier.recognise(name);
            if (identifier.isPresent()) return lookup.named(identifier.get());
            URI page = new URI(name);
            String scheme = page.getScheme() == null ? "" : page.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https"))
                throw new Refused("“" + shortened(name)
                        + "” is neither an identifier known here nor an address that begins with https://.");
            return lookup.shown(page);
        } catch (URISyntaxException _) {
            throw new Refused("“" + shortened(name) + "” is neither an arXiv id, a DOI, nor an address.");
        } catch (IOException e) {
            throw new Refused("Its source could not be asked: " + e.getMessage() + ". Try again later.");
        }
    }

    private static String shortened(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "…" : name;
    }

    /// Submits the papers of a file in any format that can be imported.
    ///
    /// @throws Refused where it is too large, holds too many papers, or none that can be read
    public List<Submission> byFile(Reader reader, String name, InputStream in) throws IOException {
        hold(reader);
        List<SourceRecord> records = new ArrayList<>();
        boolean[] more = {false};
        byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
        if (bytes.length > LARGEST_FILE)
            throw new Refused(
                    "The file is larger than %,d bytes; submit fewer papers at once.".formatted(LARGEST_FILE));
        ReadReport report = library.formats()
                .read(name, new ByteArrayInputStream(bytes), library.clock().instant(), new RecordSink() {
                    @Override
                    public void accept(SourceRecord record, String where) {
                        if (records.size() < MOST_IN_FILE) records.add(record);
                        else more[0] = true;
                    }

                    @Override
                    public void reject(String where, String why) {}
                });
        if (more[0])
            throw new Refused("The file holds more than " + MOST_IN_FILE
                    + " papers. A submission is for everybody’s front page; import a library with the command line.");
        if (records.isEmpty())
            throw new Refused("No paper could be read from the file"
                    + report.problems().stream()
                            .findFirst()
                            .map((Problem p) -> ": " + p.where() + ", " + p.why())
                            .orElse("")
                    + ".");
        return submit(reader, records, name);
    }

    private void hold(Reader reader) {
        if (!reader.role().includes(Role.EDITOR)) pace.take(reader.id(), Pace.Deed.SUBMIT);
    }

    private Submission submit(Reader reader, Paper known, String given) {
        Optional<Submission> before = fresh(known.id());
        if (before.isPresent()) return before.get();
        Metadata m = known.metadata();
        Metadata.Builder words = Metadata.builder()
                .title(m.title())
                .authors(m.authors())
                .identifiers(m.identifiers())
                .published(m.published())
                .submittedBy(m.submittedBy());
        if (m.title().isEmpty()) words.abstractText(m.abstractText());
        return submit(reader, List.of(new SourceRecord(known.provenance().getFirst(), words.build())), given)
                .getFirst();
    }

    private List<Submission> submit(Reader reader, List<SourceRecord> records, String given) {
        LocalDate day = LocalDate.ofInstant(library.clock().instant(), ZoneOffset.UTC);
        List<SourceRecord> mine = new ArrayList<>();
        for (SourceRecord r : records) {
            Metadata m = r.metadata();
            Metadata.Builder b = m.toBuilder().listing(new Listing(LIST, day, 0));
            if (m.submittedBy() == null) b.submittedBy(reader.name());
            mine.add(new SourceRecord(
                    new Provenance(SOURCE, RandomIds.id("s"), library.clock().instant()), b.build()));
        }
        List<Submission> submissions = new ArrayList<>();
        library.take(SOURCE, mine, () -> {
            for (SourceRecord r : mine)
                submissions.add(note(reader, r.provenance().key(), day, given));
        });
        return submissions;
    }

    /// Notes who submitted what, within the transaction that takes it in.
    private Submission note(Reader reader, String key, LocalDate day, String given) {
        StoredRecord stored = library.store().recordsOf(SOURCE, List.of(key)).getFirst();
        database.writing()
                .update(
                        "insert into submission (id, reader_id, paper_id, given, day, submitted_at) values (?, ?, ?, ?, ?, ?)"
                                + " on conflict (paper_id, day) do nothing",
                        key,
                        reader.id().value(),
                        stored.paper().value(),
                        given.length() > 300 ? given.substring(0, 300) : given,
                        day.toString(),
                        Times.text(library.clock().instant()));
        return database.writing()
                .query(
                        SELECT + "where s.paper_id = ? and s.day = ?",
                        Submissions::submission,
                        stored.paper().value(),
                        day.toString())
                .getFirst();
    }

    private static final String SELECT =
            "select s.*, r.display_name from submission s left join reader r on r.id = s.reader_id ";

    private Optional<Submission> fresh(PaperId paper) {
        LocalDate from =
                LocalDate.ofInstant(library.clock().instant(), ZoneOffset.UTC).minusDays(FRESH_DAYS);
        return of(paper).stream().filter(s -> s.day().isAfter(from)).findFirst();
    }

    /// Who submitted a paper, newest first.
    public List<Submission> of(PaperId paper) {
        return database.reading()
                .sql(SELECT + "where s.paper_id = ? order by s.submitted_at desc")
                .param(paper.value())
                .query(Submissions::submission)
                .list();
    }

    /// What a reader submitted, newest first.
    public List<Submission> of(ReaderId reader, int limit) {
        return database.reading()
                .sql(SELECT + "where s.reader_id = ? order by s.submitted_at desc limit ?")
                .param(reader.value())
                .param(limit)
                .query(Submissions::submission)
                .list();
    }

    /// The last submissions of all readers, newest first.
    public List<Submission> latest(int limit) {
        return database.reading()
                .sql(SELECT + "order by s.submitted_at desc limit ?")
                .param(limit)
                .query(Submissions::submission)
                .list();
    }

    /// Lets submissions stand without the name of a reader who leaves.
    public void forget(ReaderId reader) {
        database.write(() -> database.writing()
                .update("update submission set reader_id = null where reader_id = ?", reader.value()));
    }

    private static Submission submission(ResultSet r, int row) throws SQLException {
        String by = r.getString("display_name");
        return new Submission(
                r.getString("id"),
                new PaperId(r.getString("paper_id")),
                Optional.ofNullable(r.getString("reader_id")).map(ReaderId::new),
                by == null ? "" : by,
                r.getString("given"),
                LocalDate.parse(r.getString("day")),
                Instant.parse(r.getString("submitted_at")));
    }
}
