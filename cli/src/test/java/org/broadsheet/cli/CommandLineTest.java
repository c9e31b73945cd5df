package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.server.Rooms;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command as people script against it: what it prints, in which shape, and with which exit code.
class CommandLineTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Answer(int code, String out, String err) {
        JsonNode json() {
            assertThat(code).as(err).isZero();
            return JSON.readTree(out);
        }
    }

    private Answer run(String... words) {
        return in("library", words);
    }

    private Answer in(String data, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        if (!data.isEmpty()) line.addAll(List.of("--data", folder.resolve(data).toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), line.toArray(String[]::new));
        return new Answer(code, out.toString(), err.toString());
    }

    private String file(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, String.join("\n", lines) + "\n");
        return file.toString();
    }

    private String threePapers() throws IOException {
        return file(
                "three.jsonl",
                "{\"_id\":\"a\",\"title\":\"Rankers that stop in time\",\"abstract\":\"On stopping early.\",\"arxiv\":\"2409.00001\",\"published\":\"2024-09-10\"}",
                "{\"_id\":\"b\",\"title\":\"Prompts of one line\",\"abstract\":\"Short prompts do.\",\"published\":\"2024-09-10\"}",
                "{\"_id\":\"b2\",\"abstract\":",
                "{\"_id\":\"c\",\"title\":\"Stopping a cold\",\"abstract\":\"Of noses.\",\"published\":\"2024-09-12\"}");
    }

    /// A process of its own: what loggers print while they start, they print past the command's own streams.
    @Test
    void standardOutputHoldsTheAnswerAlone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dlogback.configurationFile=logback.xml", // ours, whatever tests have of their own
                        Main.class.getName(),
                        "search",
                        "words",
                        "--json",
                        "--data",
                        folder.resolve("library").toString())
                .redirectError(folder.resolve("err").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        assertThat(out).startsWith("{").endsWith("}\n");
        assertThat(JSON.readTree(out).path("total").asInt(-1)).isZero();
    }

    @Test
    void importTellsOfEachFileWhatCameAndWhatDidNot() throws IOException {
        JsonNode report = run("import", threePapers(), "--json").json();
        JsonNode one = report.path("files").path(0);
        assertThat(report.path("files")).hasSize(1);
        assertThat(one.path("format").asString()).isEqualTo("jsonl");
        assertThat(one.path("read").asInt()).isEqualTo(3);
        assertThat(one.path("added").asInt()).isEqualTo(3);
        assertThat(one.path("merged").asInt()).isZero();
        assertThat(one.path("rejected").asInt()).isEqualTo(1);
        assertThat(one.path("problems").path(0).path("where").asString()).isEqualTo("line 3");
        assertThat(one.path("problems").path(0).path("why").asString()).isNotBlank();
    }

    @Test
    void aFileFromWhichNothingCanBeReadIsAFailure() throws IOException {
        assertThat(run("import", folder.resolve("nowhere.bib").toString()).code())
                .isEqualTo(1);
        assertThat(run("import", file("noise.bin", "\u0001\u0002\u0003")).code())
                .isEqualTo(1);
    }

    @Test
    void searchFindsWhatWasImportedAndPrintsTheShapeScriptsRelyOn() throws IOException {
        run("import", threePapers());
        JsonNode found = run("search", "stopping", "--mode", "words", "--json").json();
        assertThat(found.path("total").asInt()).isEqualTo(2);
        JsonNode first = found.path("hits").path(0);
        for (String field : List.of("id", "title", "score", "relevance", "snippet"))
            assertThat(first.has(field)).as(field).isTrue();
        assertThat(first.path("score").asDouble())
                .isGreaterThanOrEqualTo(found.path("hits").path(1).path("score").asDouble());
    }

    @Test
    void aRunNamesPapersByTheIdTheyWereImportedWith() throws IOException {
        run("import", threePapers());
        Path out = folder.resolve("out.run");
        Answer done = run(
                "search",
                "--queries",
                file("queries.jsonl", "{\"_id\":\"q1\",\"text\":\"stopping\"}"),
                "--run",
                out.toString(),
                "--mode",
                "words");
        assertThat(done.code()).as(done.err()).isZero();
        List<String[]> lines =
                Files.readAllLines(out).stream().map(l -> l.split("\\s+")).toList();
        assertThat(lines).hasSize(2).allSatisfy(l -> {
            assertThat(l).hasSize(6);
            assertThat(l[0]).isEqualTo("q1");
        });
        assertThat(lines.stream().map(l -> l[2])).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void editionsOfADayAndOfTheWeekThatHoldsIt() throws IOException {
        run("import", threePapers());
        JsonNode day = run("edition", "--date", "2024-09-10", "--json").json();
        assertThat(day.path("date").asString()).isEqualTo("2024-09-10");
        assertThat(day.path("number").asInt()).isEqualTo(1);
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode section : day.path("sections")) section.path("items").forEach(items::add);
        assertThat(items)
                .hasSize(2)
                .allSatisfy(i -> assertThat(i.path("reason").asString()).isNotBlank());
        assertThat(items).anyMatch(i -> i.path("arxiv").asString().equals("2409.00001"));
        JsonNode week = run("edition", "--date", "2024-09-10", "--period", "week", "--json")
                .json();
        assertThat(week.path("date").asString()).isEqualTo("2024-W37");
        assertThat(week.path("came").asInt()).isEqualTo(3);
        assertThat(run("edition", "--date", "1999-01-01").code()).isEqualTo(1);
        assertThat(run("edition", "--date", "soon").code()).isEqualTo(2);
    }

    @Test
    void whatIsExportedCanBeImported() throws IOException {
        run("import", threePapers());
        Path out = folder.resolve("mine.bib");
        Answer exported = run("export", "--query", "stopping", "--format", "bibtex", "--out", out.toString());
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.out()).contains("2 papers").contains("mine.bib");
        JsonNode again = in("other", "import", out.toString(), "--json").json();
        assertThat(again.path("files").path(0).path("added").asInt()).isEqualTo(2);
        assertThat(run("export", "--format", "papyrus").code()).isEqualTo(2);
    }

    @Test
    void aBackupTakenWhileTheLibraryIsInUseRestoresAllOfIt() throws IOException {
        run("import", threePapers());
        Path backup = folder.resolve("backup.db");
        try (Library inUse = Library.open(LibrarySettings.in(folder.resolve("library")))) {
            assertThat(inUse.count()).isEqualTo(3);
            Answer written = run("backup", backup.toString());
            assertThat(written.code()).as(written.err()).isZero();
            assertThat(written.out()).contains("3 papers");
        }
        assertThat(run("backup", backup.toString()).code())
                .as("never over another file")
                .isEqualTo(2);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.contains(".part"));
        }
        Answer restored = in("restored", "restore", backup.toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(in("restored", "search", "stopping", "--mode", "words", "--json")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(in("restored", "restore", backup.toString()).code())
                .as("never over a library")
                .isEqualTo(2);
        assertThat(in("third", "restore", threePapers()).code())
                .as("not a backup")
                .isEqualTo(2);
    }

    @Test
    void theDoctorLooksAtEverythingAndRebuildsOnRequest() throws IOException {
        run("import", threePapers());
        JsonNode report = run("doctor", "--json").json();
        assertThat(report.path("healthy").asBoolean()).isTrue();
        assertThat(report.path("findings")).hasSizeGreaterThanOrEqualTo(5);
        Path index = folder.resolve("library").resolve("index");
        try (var files = Files.list(index)) {
            for (Path f : files.toList()) Files.write(f, new byte[] {1, 2, 3});
        }
        assertThat(run("doctor").code()).isZero();
        assertThat(run("search", "stopping", "--mode", "words", "--json")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(run("doctor", "--rebuild").out()).contains("rebuilt");
    }

    @Test
    void wrongUsageIsToldInOneSentenceAndEndsWithTwo() {
        assertThat(in("").code()).isEqualTo(2);
        assertThat(in("", "dance").code()).isEqualTo(2);
        assertThat(run("search").code()).isEqualTo(2);
        assertThat(run("search", "x", "--mode", "telepathy").code()).isEqualTo(2);
        assertThat(run("edition", "--period", "century").code()).isEqualTo(2);
        assertThat(in("", "--help").code()).isZero();
        assertThat(in("", "search", "--help").out()).contains("--queries");
    }

    @Test
    void whatAReaderGaveGoesFromOneLibraryIntoAnotherAndTwiceIsOnce() throws IOException {
        run("import", threePapers());
        reader("library", "ines");
        reader("other", "wren");
        String file = folder.resolve("ines.zip").toString();
        Answer out = run("archive", "export", file, "--reader", "ines");
        assertThat(out.code()).as(out.err()).isZero();
        assertThat(out.out()).contains("What ines gave is in " + file);
        Answer in = in("other", "archive", "import", file, "--reader", "wren");
        assertThat(in.code()).as(in.err()).isZero();
        assertThat(in.out()).contains("lists.jsonl            1 new, 0 known", "papers.jsonl           1 new, 0 known");
        JsonNode again = in("other", "archive", "import", file, "--reader", "wren", "--json")
                .json();
        assertThat(again.path("files").findValues("changed")).allMatch(n -> n.asInt() == 0);
        assertThat(run("archive", "export", file, "--reader", "nobody").err()).contains("no reader is called 'nobody'");
    }

    /// A reader with a list of one paper, where there is that paper.
    private void reader(String data, String name) {
        try (Library library = Library.open(LibrarySettings.in(folder.resolve(data)));
                Rooms rooms = Rooms.over(library)) {
            ReaderId id = rooms.room(Readers.class)
                    .create(name, name, null, Role.READER)
                    .id();
            library.paper("2409.00001").ifPresent(p -> {
                ReadingLists lists = rooms.room(ReadingLists.class);
                lists.add(
                        id,
                        lists.create(id, "On stopping", "", Visibility.PRIVATE).id(),
                        List.of(p.id()));
            });
        }
    }
}
