package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.broadsheet.preference.rating.RatingSystem;
import org.broadsheet.preference.rating.RatingSystems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RateCommandTest {
    private static final String GAMES = """
        left,right,outcome,judge,time,weight
        a,b,left,x,2020-01-01,1
        a,b,left,y,2020-01-02,1
        a,b,left,x,2020-01-03,1
        b,a,left,y,2020-01-04,1
        b,c,left,x,2020-01-05,2
        c,b,left,y,2020-01-06,1
        c,a,tie,x,2020-01-07,1
        """;

    @TempDir
    private Path folder = Path.of(".");

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void fresh() {
        out = new StringWriter();
        err = new StringWriter();
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("games.txt"), text).toString();
    }

    private JsonNode answer() {
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void everySystemAnswersInTheAgreedShape() throws IOException {
        String games = file(GAMES);
        for (RatingSystem system : RatingSystems.all()) {
            fresh();
            assertThat(run("rate", games, "--system", system.name(), "--json"))
                    .as(err.toString())
                    .isZero();
            assertThat(answer().get("system").asString()).isEqualTo(system.name());
            assertThat(answer().get("ratings")).hasSize(3);
            JsonNode first = answer().get("ratings").get(0);
            assertThat(first.get("item").asString()).isEqualTo("a");
            assertThat(first.get("low").asDouble())
                    .isLessThan(first.get("rating").asDouble());
            assertThat(first.get("high").asDouble())
                    .isGreaterThan(first.get("rating").asDouble());
            assertThat(first.get("error").asDouble()).isPositive();
            assertThat(answer().get("warnings").isArray()).isTrue();
            fresh();
            assertThat(run("rate", games, "--system", system.name())).isZero();
            assertThat(out.toString())
                    .contains("7 comparisons by " + system.name())
                    .contains("95% interval");
        }
    }

    @Test
    void threeToOneIsLogThree() throws IOException {
        String games = file("a,b,left\na,b,left\na,b,left\na,b,right\n");
        assertThat(run("rate", games, "--json")).isZero();
        double ahead = answer().get("ratings").get(0).get("rating").asDouble()
                - answer().get("ratings").get(1).get("rating").asDouble();
        assertThat(ahead).isCloseTo(Math.log(3), within(1e-9));
        fresh();
        assertThat(run("rate", games, "--points", "--json")).isZero();
        assertThat(answer().get("ratings").get(0).get("rating").asDouble()).isCloseTo(1595.424, within(0.001));
    }

    @Test
    void listsStarsAndThumbs() throws IOException {
        String judgments = file("""
            {"type":"list","judge":"j","items":["a","b","c"]}
            {"type":"list","judge":"k","items":["b","a","c"]}
            {"type":"list","judge":"l","items":["c","a","b"]}
            {"type":"rating","judge":"m","item":"a","grade":5}
            {"type":"rating","judge":"m","item":"b","grade":3}
            {"type":"thumb","judge":"n","item":"a","up":true}
            {"type":"thumb","judge":"n","item":"c","up":false}
            """);
        assertThat(run("rate", judgments, "--system", "plackett-luce", "--json"))
                .isZero();
        assertThat(answer().get("ratings").get(0).get("item").asString()).isEqualTo("a");
        assertThat(answer().get("comparisons").asInt()).isEqualTo(11);
        fresh();
        assertThat(run("rate", judgments, "--system", "trueskill", "--errors", "judges", "--json"))
                .isZero();
        assertThat(answer().get("ratings").get(0).get("item").asString()).isEqualTo("a");
    }

    @Test
    void homeCovariatesErrorsAndPictures() throws IOException {
        String games = file(GAMES);
        Path forest = folder.resolve("forest.svg");
        Path matrix = folder.resolve("matrix.svg");
        assertThat(run(
                        "rate",
                        games,
                        "--home",
                        "--ridge",
                        "0.1",
                        "--errors",
                        "sandwich",
                        "--plot",
                        forest.toString(),
                        "--matrix",
                        matrix.toString()))
                .isZero();
        assertThat(out.toString()).contains("home: ");
        assertThat(Files.readString(forest)).contains("<svg").contains("rating");
        assertThat(Files.readString(matrix)).contains("<svg");
        fresh();
        String longer = file("left,right,outcome,length\na,b,left,3\nb,a,left,2\na,b,right,-1\nb,a,right,1\n");
        assertThat(run("rate", longer, "--covariate", "length", "--ridge", "0.1", "--json"))
                .isZero();
        assertThat(answer().get("parameters").has("length")).isTrue();
    }

    @Test
    void tablesOfStarsAndOfChosenTexts() throws IOException {
        String stars = file("user,item,rating\nann,a,5\nann,b,3\nbob,a,4\nbob,b,4\ncyd,b,5\ncyd,a,1\n");
        assertThat(run("rate", stars, "--json")).as(err.toString()).isZero();
        assertThat(answer().get("comparisons").asInt()).isEqualTo(3);
        fresh();
        String texts = file("prompt\tchosen\trejected\np\tx\ty\np\ty\tx\nq\tx\ty\n");
        assertThat(run("rate", texts, "--json")).as(err.toString()).isZero();
        assertThat(answer().get("ratings").get(0).get("item").asString()).isEqualTo("x");
    }

    /// Three judges agree and one says the contrary each time.
    @Test
    void judgesAreRatedAlong() throws IOException {
        StringBuilder text = new StringBuilder("left,right,outcome,judge\n");
        for (int k = 0; k < 12; k++)
            for (String judge : List.of("ann", "bob", "cyd", "dan")) {
                boolean left = k % 4 > 0 ^ judge.equals("dan");
                text.append("a,b,")
                        .append(left ? "left," : "right,")
                        .append(judge)
                        .append('\n');
            }
        String games = file(text.toString());
        assertThat(run("rate", games, "--system", "crowd-bt", "--json"))
                .as(err.toString())
                .isZero();
        JsonNode judges = answer().get("parameters");
        assertThat(judges.get("judge ann").get("value").asDouble())
                .isGreaterThan(judges.get("judge dan").get("value").asDouble() + 0.2);
        assertThat(judges.get("judge dan").get("error").asDouble()).isPositive();
        assertThat(answer().get("ratings").get(0).get("item").asString()).isEqualTo("a");
        fresh();
        assertThat(run("rate", file("a,b,left\nb,a,left\n"), "--system", "crowd-bt"))
                .isZero();
        assertThat(out.toString()).contains("no comparison names its judge");
        fresh();
        assertThat(run("rate", file("a,b,left\nb,a,left\n"), "--errors", "judges"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("at least two of them are named, but nobody is");
    }

    @Test
    void picturesAreWrittenAllOrNone() throws IOException {
        String games = file(GAMES);
        Path forest = folder.resolve("forest.svg");
        assertThat(run(
                        "rate",
                        games,
                        "--plot",
                        forest.toString(),
                        "--matrix",
                        folder.resolve("none/m.svg").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no folder").contains("m.svg");
        assertThat(forest).doesNotExist();
        fresh();
        assertThat(run("rate", games, "--errors", "none", "--plot", forest.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no item has an interval");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void whatIsNoWholeFileIsTold() throws IOException {
        assertThat(run("rate", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is a folder");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(GAMES.getBytes(StandardCharsets.UTF_8));
        }
        Path whole = Files.write(folder.resolve("games.gz"), zipped.toByteArray());
        fresh();
        assertThat(run("rate", whole.toString())).isZero();
        Path part = Files.write(folder.resolve("part.gz"), Arrays.copyOf(zipped.toByteArray(), 40));
        fresh();
        assertThat(run("rate", part.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cut off");
        assertThat(out.toString()).isEmpty();
    }

    /// Letters of another encoding would all become the same sign, and names that differ one item.
    @Test
    void onlyUtf8IsRead() throws IOException {
        Path latin = folder.resolve("latin.csv");
        Files.writeString(latin, "a,b,left\nM\u00fcller,M\u00f6ller,left\n", StandardCharsets.ISO_8859_1);
        assertThat(run("rate", latin.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("not text in UTF-8");
        fresh();
        assertThat(run("aggregate", latin.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("not text in UTF-8").contains("save it");
        fresh();
        // Beyond what is looked at to tell the format.
        Files.writeString(latin, "a,b,left\n".repeat(10_000) + "a,M\u00f6ller,left\n", StandardCharsets.ISO_8859_1);
        assertThat(run("rate", latin.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("latin.csv, line ").contains("not text in UTF-8");
    }

    @Test
    void whatIsWrongIsTold() throws IOException {
        assertThat(run("rate", file(GAMES), "--system", "best")).isEqualTo(2);
        assertThat(err.toString()).contains("best").contains("glicko-2");
        fresh();
        assertThat(run("rate", file("a,b,left\na,a,left\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("games.txt, line 2").contains("itself");
        fresh();
        assertThat(run("rate", file("{\"type\":\"thumb\",\"item\":\"a\",\"up\":true}\n")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nothing to rate");
        fresh();
        assertThat(run("rate", file(GAMES), "--system", "elo", "--home")).isEqualTo(2);
        assertThat(err.toString()).contains("--home means nothing to elo");
        fresh();
        assertThat(run("rate", file("a,b,left\nc,d,left\nd,c,left\n"))).isZero();
        assertThat(out.toString())
                .contains("note: the comparisons fall into 2 groups")
                .contains("never lost");
        fresh();
        assertThat(run("rate", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
    }
}
