package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OverlapCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String questions() throws IOException {
        return file("questions.jsonl", """
                {"_id":"copied","text":"Which of the four rankers stops in time when readers are tired"}
                {"_id":"half","text":"Which of the four rankers stops before anybody has read one page"}
                {"_id":"new","query":"Do owls see colours at night or only by day?"}
                {"_id":"short","text":"Too short"}
                """);
    }

    private String corpus() throws IOException {
        return file("corpus.tsv", """
                d1\tA page that asks: which of the four rankers stops in time, when readers are tired? Nobody knew.
                d2\tSomething else altogether, of glaciers and their snow.
                """);
    }

    @Test
    void tellsTheShareOfEachQuestionAndWhereItStands() throws IOException {
        assertThat(run("overlap", "--words", "4", "--json", questions(), corpus()))
                .as(err.toString())
                .isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/documents").asInt()).isEqualTo(2);
        assertThat(json.at("/tooShort").asInt()).isEqualTo(1);
        assertThat(json.at("/flagged").asDouble()).isEqualTo(1 / 3.0);
        // Eleven words have eight runs of four, all found; of the other eleven the first five words hold
        // two.
        assertThat(json.at("/questions/0/share").asDouble()).isEqualTo(1);
        assertThat(json.at("/questions/0/longest").asInt()).isEqualTo(12);
        assertThat(json.at("/questions/1/found").asInt()).isEqualTo(3);
        assertThat(json.at("/questions/1/spans/0/to").asInt()).isEqualTo(6);
        assertThat(json.at("/questions/1/documents/0/document").asString()).isEqualTo("d1");
        assertThat(json.at("/questions/3/share").isNull()).isTrue();
    }

    @Test
    void printsThoseFoundWithMostFirst() throws IOException {
        assertThat(run("overlap", "-n", "4", questions(), corpus())).isZero();
        assertThat(out.toString()).contains("4 questions in 2 documents", "1 are shorter", "33.3% of the questions");
        assertThat(out.toString().lines().filter(l -> l.contains("d1 (")))
                .satisfiesExactly(
                        l -> assertThat(l).startsWith("copied").contains("1.00", "1-12"),
                        l -> assertThat(l).startsWith("half").contains("1-6"));
        assertThat(run("overlap", questions(), file("other.tsv", "x\tnothing of it\n")))
                .isZero();
        assertThat(out.toString()).contains("none of them was found");
    }

    @Test
    void meaningFindsWhatWordsDoNot() throws IOException {
        String corpus = file(
                "c.tsv", "owl\tWhether owls can see colour in the dark or in daylight only\nice\tSnow on a glacier\n");
        assertThat(run("overlap", "--meaning", "--json", questions(), corpus))
                .as(err.toString())
                .isZero();
        JsonNode owls = JsonMapper.shared().readTree(out.toString()).at("/questions/2");
        assertThat(owls.at("/found").asInt()).isZero();
        assertThat(owls.at("/nearest").asString()).isEqualTo("owl");
        assertThat(owls.at("/cosine").asDouble()).isBetween(0.85, 1.0);
    }

    @Test
    void badInputIsNamed() throws IOException {
        assertThat(run("overlap", questions(), folder + "/none")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
        assertThat(run("overlap", file("bad", "{\"text\":\"no id\"}\n"), corpus()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("bad, line 1", "_id");
        assertThat(run("overlap", file("twice", "a\tx\na\ty\n"), corpus())).isEqualTo(2);
        assertThat(err.toString()).contains("two questions called a");
        assertThat(run("overlap", "--share", "2", questions(), corpus())).isEqualTo(2);
        assertThat(run("overlap", "-n", "0", questions(), corpus())).isEqualTo(2);
        assertThat(run("overlap", questions())).isEqualTo(2);
    }
}
