package org.broadsheet.preference.judgment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JudgmentFileTest {
    private static final List<Occasion.Source> SOURCES = List.of(Occasion.Source.values());
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private static List<Judgment<String, String>> read(String text) throws IOException {
        List<Judgment<String, String>> all = new ArrayList<>();
        JudgmentFile.read(new BufferedReader(new StringReader(text)), "votes", all::add);
        return all;
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Random random = new Random(1);
        List<Judgment<String, String>> all = new ArrayList<>();
        for (int k = 0; k < 300; k++) {
            Occasion occasion = Occasion.by(random.nextBoolean() ? "" : "judge \"" + k + "\"")
                    .weighing(random.nextBoolean() ? 1 : random.nextDouble() + 0.1)
                    .from(SOURCES.get(k % 3))
                    .withPropensity(random.nextBoolean() ? 1 : 1 - random.nextDouble());
            if (random.nextBoolean()) occasion = occasion.at(Instant.ofEpochMilli(random.nextLong(1L << 41)));
            String context = random.nextBoolean() ? "" : "line\nbreak, \u00e9\ud83d\ude00";
            Outcome outcome = OUTCOMES.get(k % 3);
            all.add(
                    switch (k % 5) {
                        case 0 -> new Thumb<>(context, "x" + k, random.nextBoolean(), occasion);
                        case 1 ->
                            new Rating<>(
                                    context,
                                    "x" + k,
                                    new Rating.Scale(-1, 7),
                                    random.nextDouble(),
                                    k % 2 == 0 ? Map.of() : Map.of("clarity", 2.5),
                                    occasion);
                        case 2 ->
                            new PairwisePreference<>(
                                    context,
                                    "a,\"b\"",
                                    "b" + k,
                                    outcome,
                                    outcome == Outcome.TIE ? 0 : 1 + random.nextInt(3),
                                    occasion);
                        case 3 ->
                            new RankedPreference<>(
                                    context, List.of(List.of("a"), List.of("b", "c"), List.of("d" + k)), occasion);
                        default -> new Choice<>(context, "a", List.of("b", "c" + k), occasion);
                    });
        }
        StringWriter out = new StringWriter();
        for (Judgment<String, String> j : all) JudgmentFile.write(j, out);
        assertThat(read(out.toString())).isEqualTo(all);
    }

    /// Tables hold one kind each; the attributes of ratings are lost.
    @Test
    void whatIsWrittenAsATableIsReadAgain() throws IOException {
        Random random = new Random(2);
        List<Judgment<String, String>> pairs = new ArrayList<>();
        List<Judgment<String, String>> ratings = new ArrayList<>();
        List<Judgment<String, String>> thumbs = new ArrayList<>();
        for (int k = 0; k < 60; k++) {
            Occasion occasion = Occasion.by(k % 2 == 0 ? "" : "judge \"" + k + "\"")
                    .weighing(k % 4 == 0 ? 1 : random.nextDouble() + 0.1)
                    .from(SOURCES.get(k % 3))
                    .withPropensity(k % 5 == 0 ? 1 : 1 - random.nextDouble());
            if (random.nextBoolean()) occasion = occasion.at(Instant.ofEpochMilli(random.nextLong(1L << 41)));
            String context = k % 2 == 0 ? "" : "line\nbreak, tab\t, \u00e9\ud83d\ude00";
            Outcome outcome = OUTCOMES.get(k % 3);
            double margin = outcome == Outcome.TIE ? 0 : 1 + random.nextInt(3);
            pairs.add(new PairwisePreference<>(context, "#a,\t\"b\"", "b" + k, outcome, margin, occasion));
            Rating.Scale scale = new Rating.Scale(-1, 7);
            ratings.add(new Rating<>(context, "x" + k, scale, random.nextDouble(), Map.of(), occasion));
            thumbs.add(new Thumb<>(context, "x" + k, random.nextBoolean(), occasion));
        }
        for (JudgmentFile.Format format : List.of(JudgmentFile.Format.CSV, JudgmentFile.Format.TSV))
            for (List<Judgment<String, String>> kind : List.of(pairs, ratings, thumbs)) {
                StringWriter table = new StringWriter();
                JudgmentFile.writeTable(kind, format, table);
                assertThat(read(table.toString())).isEqualTo(kind);
            }
        StringWriter none = new StringWriter();
        JudgmentFile.writeTable(List.of(), JudgmentFile.Format.TSV, none);
        assertThat(none.toString()).isEmpty();
        assertThatThrownBy(() -> JudgmentFile.writeTable(
                        List.of(pairs.getFirst(), thumbs.getFirst()), JudgmentFile.Format.CSV, none))
                .hasMessageContaining("one kind");
        assertThatThrownBy(() -> JudgmentFile.writeTable(
                        List.of(RankedPreference.ofOrder("", List.of("a", "b"))), JudgmentFile.Format.CSV, none))
                .hasMessageContaining("JSON lines");
        assertThatThrownBy(() -> JudgmentFile.writeTable(pairs, JudgmentFile.Format.JSONL, none))
                .hasMessageContaining("CSV or TSV");
    }

    @Test
    void commonShapes() throws IOException {
        List<Judgment<String, String>> all = read("""
            # a comment
            {"prompt":"p","chosen":"good","rejected":"bad","margin":2}
            {"prompt":"p","chosen":"good","rejected":"bad","score_chosen":9,"score_rejected":6}

            {"chosen":[{"role":"user","content":"hi"},{"role":"assistant","content":"x"}],"rejected":[{"role":"user","content":"hi"},{"role":"assistant","content":"y"}]}
            {"prompt":[{"role":"user","content":"hi"}],"completion":[{"role":"assistant","content":"x"}],"label":false}
            {"prompt":"p","response":"r","label":1}
            {"prompt":"p","responses":["r","s","t"],"scores":[1.5,3,1.5]}
            {"model_a":"m","model_b":"n","winner":"tie (bothbad)","judge":"j","tstamp":1}
            {"left":"a","right":"b","outcome":"right","time":"2026-01-02","judge":7}
            {"type":"pair","left":"a","right":"b","outcome":"skip"}
            {"type":"choice","judge":"r","item":"a","choice":"save"}
            {"type":"choice","chosen":"a","from":["a","b","c"]}
            {"type":"list","items":["a",["b","c"]]}
            {"type":"rating","item":"a","grade":4,"attributes":{"clarity":5},"source":"web"}
            """);
        assertThat(all)
                .containsExactly(
                        new PairwisePreference<>("p", "good", "bad", Outcome.LEFT, 2, Occasion.UNKNOWN),
                        new PairwisePreference<>("p", "good", "bad", Outcome.LEFT, 3, Occasion.UNKNOWN),
                        PairwisePreference.better("hi", "x", "y"),
                        new Thumb<>("hi", "x", false, Occasion.UNKNOWN),
                        new Thumb<>("p", "r", true, Occasion.UNKNOWN),
                        new RankedPreference<>("p", List.of(List.of("s"), List.of("r", "t")), Occasion.UNKNOWN),
                        PairwisePreference.of("", "m", "n", Outcome.TIE).on(Occasion.by("j")),
                        PairwisePreference.of("", "a", "b", Outcome.RIGHT)
                                .on(Occasion.by("7").at(Instant.parse("2026-01-02T00:00:00Z"))),
                        new Choice<>("", "a", List.of("b", "c"), Occasion.UNKNOWN),
                        new RankedPreference<>("", List.of(List.of("a"), List.of("b", "c")), Occasion.UNKNOWN),
                        new Rating<>("", "a", Rating.Scale.STARS, 4, Map.of("clarity", 5.0), Occasion.UNKNOWN));
    }

    @Test
    void tables() throws IOException {
        assertThat(read("left,right,outcome,judge,time,weight\na,\"b, c\",left,x,0,2\na,d,tie\n"))
                .containsExactly(
                        PairwisePreference.better("", "a", "b, c")
                                .on(Occasion.by("x").at(Instant.EPOCH).weighing(2)),
                        PairwisePreference.of("", "a", "d", Outcome.TIE));
        assertThat(read("\ufeffWinner\tLoser\na\tb\n")).containsExactly(PairwisePreference.better("", "a", "b"));
        assertThat(read("a,b,right\nb,a,skip\n")).containsExactly(PairwisePreference.of("", "a", "b", Outcome.RIGHT));
        assertThat(read("model_a,model_b,winner\na,b,model_b\n"))
                .containsExactly(PairwisePreference.of("", "a", "b", Outcome.RIGHT));
        assertThat(read("")).isEmpty();
        List<double[]> values = new ArrayList<>();
        JudgmentFile.readTable(
                new BufferedReader(new StringReader("left,right,outcome,length,age\na,b,left,3,4.5\n")),
                "votes",
                List.of("age", "length"),
                (_, v) -> values.add(v));
        assertThat(values).singleElement().isEqualTo(new double[] {4.5, 3});
        for (String other : List.of("item,up,age\na,1,3\n", "{\"left\":\"a\"}\n"))
            assertThatThrownBy(() -> JudgmentFile.readTable(
                            new BufferedReader(new StringReader(other)), "votes", List.of("age"), (_, _) -> {}))
                    .hasMessageContaining("votes")
                    .hasMessageMatching("(?s).*(only pairs come with covariates|read from a table).*");
    }

    @Test
    void tablesOfOtherKinds() throws IOException {
        Rating<String, String> five = Rating.of("", "x", Rating.Scale.STARS, 5);
        assertThat(read("user,item,rating\nann,x,5\nbob,x,2\n"))
                .containsExactly(
                        five.on(Occasion.by("ann")),
                        Rating.of("", "x", Rating.Scale.STARS, 2).on(Occasion.by("bob")));
        assertThat(read("item\tscore\tlow\thigh\nx\t0.25\t0\t1\n"))
                .containsExactly(Rating.of("", "x", new Rating.Scale(0, 1), 0.25));
        assertThat(read("prompt,response,label\np,r,true\np,s,0\n"))
                .containsExactly(
                        new Thumb<>("p", "r", true, Occasion.UNKNOWN), new Thumb<>("p", "s", false, Occasion.UNKNOWN));
        assertThat(read("prompt,chosen,rejected,score_chosen,score_rejected\np,x,y,8.5,6\np,x,z,5,5\n"))
                .containsExactly(
                        new PairwisePreference<>("p", "x", "y", Outcome.LEFT, 2.5, Occasion.UNKNOWN),
                        new PairwisePreference<>("p", "x", "z", Outcome.LEFT, 1, Occasion.UNKNOWN));
        assertThatThrownBy(() -> read("judge,item,value\nann,x,7\nann,,3\nann,y,NaN\n"))
                .hasMessageContaining("votes, line 2: a rating is from 1.0 to 5.0 where low and high name no other")
                .hasMessageContaining("votes, line 3: has no item")
                .hasMessageContaining("votes, line 4: a rating is a finite number but was 'NaN'");
        assertThatThrownBy(() -> read("item,up\nx,maybe\n")).hasMessageContaining("true or false (1 or 0)");
        assertThatThrownBy(() -> read("item,value,low\nx,1,0\n")).hasMessageContaining("two ends");
    }

    /// Longer than what a reader can go back over.
    @Test
    void aFirstLineOfAnyLength() throws IOException {
        String text = "word ".repeat(40_000);
        assertThat(read("{\"prompt\":\"p\",\"chosen\":\"" + text + "\",\"rejected\":\"no\"}\n"))
                .containsExactly(PairwisePreference.better("p", text, "no"));
        assertThat(read("chosen,rejected\n\"" + text + "\",no\n"))
                .containsExactly(PairwisePreference.better("", text.strip(), "no"));
    }

    @Test
    void allThatIsWrongIsToldWithItsLine() {
        assertThatThrownBy(() -> read("""
            left,right,outcome,weight
            a,b,won,1
            a,a,left,1
            a,b,left,NaN
            a,b,left,-1
            ,b,left,1
            """))
                .isInstanceOf(BadJudgmentsException.class)
                .hasMessageContaining("votes, line 2: an outcome is left, right or tie (or skip) but was 'won'")
                .hasMessageContaining("votes, line 3: a comparison is of two items")
                .hasMessageContaining("votes, line 4: a weight is a finite number but was 'NaN'")
                .hasMessageContaining("votes, line 5")
                .hasMessageContaining("votes, line 6: has no left item");
        assertThatThrownBy(() -> read("""
            {"type":"thumb","item":"a","up":"yes"}
            {"type":"star"}
            {"prompt":"p"}
            {"left":"a"
            {"type":"list","items":["a","a"]}
            {"type":"pair","left":"a","right":"b","outcome":"left","time":"yesterday"}
            {"type":"rating","item":"a","grade":9}
            {"type":"pair","left":"","right":"b","outcome":"left"}
            {"type":"pair","left":"a","right":"b","outcome":"left","weight":NaN}
            {"type":"pair","left":"a","right":"b","outcome":"left","weight":-Infinity}
            """))
                .hasMessageContaining("line 1: \"up\" is true or false but was")
                .hasMessageContaining("line 2: a type is thumb, rating, pair, list or choice but was 'star'")
                .hasMessageContaining("line 3: is no judgment")
                .hasMessageContaining("line 4: is not JSON")
                .hasMessageContaining("line 5: a ranked list names each item once; repeated: a")
                .hasMessageContaining("line 6: a time is written")
                .hasMessageContaining("line 7: a rating is from 1.0 to 5.0")
                .hasMessageContaining("line 8: \"left\" is empty")
                .hasMessageContaining("line 9: \"weight\" is a finite number but was 'NaN'")
                .hasMessageContaining("line 10: \"weight\" is a finite number but was '-Infinity'");
        assertThatThrownBy(() -> read("left,right\na,b\n")).hasMessageContaining("no outcome");
        assertThatThrownBy(() -> read("who,what,when\na,b,c\n")).hasMessageContaining("votes, line 1");
        assertThatThrownBy(() -> read("{\"type\":1}\n".repeat(30)))
                .hasMessageContaining("line 20")
                .hasMessageContaining("There may be more")
                .hasMessageNotContaining("line 21");
    }

    /// Whatever is done to a file, it is read or refused in words, never anything else.
    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        String good = "left,right,outcome,judge,time,weight\n" + "a,\"b\"\"q\",left,j,2020-01-01,2\n".repeat(5);
        String lines = """
            {"type":"list","items":["a",["b","c"]],"weight":2}
            {"prompt":"p","responses":["r","s"],"scores":[1,2]}
            {"chosen":[{"role":"user","content":"hi"}],"rejected":"y"}
            """;
        Random random = new Random(7);
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++) {
            StringBuilder text = new StringBuilder(trial % 2 == 0 ? good : lines);
            int changes = 1 + random.nextInt(4);
            for (int c = 0; c < changes && !text.isEmpty(); c++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, "\",{}[]\n\t\0:x1\ufeff".charAt(random.nextInt(13)));
                    default -> text.setLength(at);
                }
            }
            try {
                read(text.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).contains("votes");
                refused++;
            }
        }
        assertThat(refused).isBetween(300, 2990);
    }
}
