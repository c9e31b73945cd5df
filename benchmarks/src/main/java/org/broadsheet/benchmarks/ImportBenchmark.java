package org.broadsheet.benchmarks;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.corpus.format.ReadReport;
import org.broadsheet.corpus.format.RecordSink;
import org.broadsheet.server.library.ImportReport;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/// Reading papers: each format beside the bare parser under it (Jackson's tokens, StAX events, or lines), and a whole
/// import beside putting the same lines into a bare SQLite table.
///
/// Arguments: papers a format (20,000), papers of the whole import (100,000), folder for results.
final class ImportBenchmark {
    private static final int ROUNDS = 5;

    private ImportBenchmark() {}

    public static void main(String... args) throws IOException, SQLException {
        int each = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int whole = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        Path out = Path.of(args.length > 2 ? args[2] : "benchmarks/results");
        SyntheticPapers papers = new SyntheticPapers(20_240_910, 60_000, 1);
        Results results = new Results("import");
        PaperFormats formats = PaperFormats.standard();
        results.put("papers a format", each);
        formats(papers, each, formats, results);
        results.put("papers of the whole import", whole);
        whole(papers, whole, formats, results);
        results.write(out);
    }

    private static void formats(SyntheticPapers papers, int each, PaperFormats formats, Results results)
            throws IOException {
        List<Paper> all =
                Stream.iterate(0, i -> i < each, i -> i + 1).map(papers::paper).toList();
        for (Map.Entry<String, byte[]> file : FormatTexts.of(all, formats).entrySet()) {
            String name = file.getKey();
            byte[] bytes = file.getValue();
            long[] ours = new long[ROUNDS];
            long[] bare = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                ReadReport report =
                        formats.read("unnamed", new ByteArrayInputStream(bytes), Instant.EPOCH, new Nothing());
                ours[round] = System.nanoTime() - start;
                results.check(
                        report.format().equals(name) && report.read() == each && report.rejected() == 0,
                        name + ": " + report.format() + ", " + report.read() + " read");
                start = System.nanoTime();
                long pieces = bare(bytes);
                bare[round] = System.nanoTime() - start;
                results.check(pieces >= each / 2, name + ": pieces " + pieces);
            }
            double best = new Timings(ours).quantile(0);
            results.put(name + ", records/s", each / (best / 1e3));
            results.put(name + ", MB/s", bytes.length / 1e6 / (best / 1e3));
            results.put(name + ", time as a multiple of the bare parser's", best / new Timings(bare).quantile(0));
        }
    }

    /// Walks over a file with nothing but the parser, and says of how many pieces it is.
    private static long bare(byte[] bytes) throws IOException {
        long pieces = 0;
        switch (bytes[0]) {
            case '{', '[' -> {
                try (JsonParser parser = JsonMapper.shared().createParser(bytes)) {
                    while (parser.nextToken() != null) {
                        if (parser.currentToken().isScalarValue() && parser.getString() != null) pieces++;
                    }
                }
            }
            case '<' -> {
                try {
                    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
                    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
                    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
                    while (reader.hasNext())
                        if (reader.next() == XMLStreamReader.CHARACTERS
                                && !reader.getText().isEmpty()) pieces++;
                    reader.close();
                } catch (XMLStreamException e) {
                    throw new IOException(e);
                }
            }
            default -> {
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
                while (reader.readLine() != null) pieces++;
            }
        }
        return pieces;
    }

    private static void whole(SyntheticPapers papers, int whole, PaperFormats formats, Results results)
            throws IOException, SQLException {
        Path folder = Files.createTempDirectory("broadsheet-import-benchmark");
        try {
            Path file = folder.resolve("papers.jsonl");
            try (var out = Files.newOutputStream(file)) {
                formats.writer("jsonl")
                        .write(Stream.iterate(0, i -> i < whole, i -> i + 1).map(papers::paper), out);
            }
            long start = System.nanoTime();
            try (Library library = Library.open(LibrarySettings.in(folder.resolve("data")))) {
                ImportReport report = library.importFile(file, _ -> {});
                results.check(report.added() == whole, "papers added: " + report.added());
                long stored = System.nanoTime() - start;
                library.catchUp(_ -> {});
                long found = System.nanoTime() - start;
                results.check(library.count() == whole, "papers in the library: " + library.count());
                start = System.nanoTime();
                bareTable(file, folder.resolve("bare.db"));
                long bare = System.nanoTime() - start;
                results.put("whole import (matched, merged, stored), papers/s", whole / (stored / 1e9));
                results.put("whole import until found by words, papers/s", whole / (found / 1e9));
                results.put("the same lines into a bare SQLite table, papers/s", whole / (bare / 1e9));
                results.put("whole import, time as a multiple of the bare table's", (double) stored / bare);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(f);
            }
        }
    }

    private static void bareTable(Path file, Path database) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement set = connection.createStatement()) {
            set.execute("pragma journal_mode = wal");
            set.execute("create table paper(id integer primary key, metadata text not null)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into paper(metadata) values (?)");
                    BufferedReader lines = Files.newBufferedReader(file)) {
                String line;
                for (int n = 1; (line = lines.readLine()) != null; n++) {
                    insert.setString(1, line);
                    insert.addBatch();
                    if (n % 500 == 0) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
                insert.executeBatch();
                connection.commit();
            }
        }
    }

    private static final class Nothing implements RecordSink {
        @Override
        public void accept(SourceRecord record, String where) {}

        @Override
        public void reject(String where, String why) {
            throw new IllegalStateException(where + ": " + why);
        }
    }
}
