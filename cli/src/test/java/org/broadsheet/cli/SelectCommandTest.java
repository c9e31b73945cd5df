package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SelectCommandTest {
    private static final String VOTES = "a > b > c > d\na > b > d > c\nd > c > b > a\n";

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

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private JsonNode answer() {
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void aSetAndWhatIsKnownOfIt() throws IOException {
        assertThat(run("select", file("votes.txt", VOTES), "--rule", "cc-beta", "--size", "2", "--json"))
                .isZero();
        assertThat(answer().get("members").findValuesAsString("item")).containsExactlyInAnyOrder("a", "d");
        assertThat(answer().get("score").asDouble()).isEqualTo(9);
        assertThat(answer().get("proven").asBoolean()).isTrue();
        assertThat(answer().get("voters").asDouble()).isEqualTo(3);
        assertThat(answer().has("price")).isFalse();
    }

    @Test
    void quotasAndTheirPrice() throws IOException {
        String groups = file("groups.csv", "# who is who\nc,late\nd,late,loud\na,loud\n");
        assertThat(run(
                        "select",
                        file("votes.txt", VOTES),
                        "--rule",
                        "k-borda",
                        "--size",
                        "2",
                        "--groups",
                        groups,
                        "--quota",
                        "late:1..2",
                        "--json"))
                .isZero();
        assertThat(answer().get("members").findValuesAsString("item")).containsExactlyInAnyOrder("a", "d");
        assertThat(answer().get("price").asDouble()).isEqualTo(1);
        assertThat(answer().get("withoutQuotas").get("score").asDouble()).isEqualTo(11);
        assertThat(answer().get("groups").get(0).get("group").asString()).isEqualTo("late");
        assertThat(answer().get("groups").get(0).get("quota").asString()).isEqualTo("1..2");
        assertThat(answer().get("groups").get(0).get("chosen").asInt()).isEqualTo(1);
        assertThat(answer().get("groups").get(1).get("chosen").asInt()).isEqualTo(2);
        fresh();
        assertThat(run(
                        "select",
                        file("votes.txt", VOTES),
                        "--rule=k-borda",
                        "--size=2",
                        "--group=early=a,b",
                        "--group=late=c, d",
                        "--quota=equal"))
                .isZero();
        assertThat(out.toString()).contains("late").contains("1..").contains("so they cost 1");
    }

    @Test
    void approvals() throws IOException {
        String votes = file("votes.txt", "3: a = b\n6: a = d\n4: b\n5: c\n5: c = d\n");
        assertThat(run("select", votes, "--rule", "pav", "--size", "2", "--json"))
                .isZero();
        assertThat(answer().get("score").asDouble()).isEqualTo(19);
        fresh();
        assertThat(run("select", votes, "--rule", "pav", "--size", "2", "--effort", "0"))
                .isZero();
        assertThat(out.toString())
                .contains("together 18.5000; no such set scores more than")
                .contains("% of the best");
    }

    @Test
    void scoreTablesHaveVotersToo() throws IOException {
        assertThat(run("select", file("t.csv", "paper,ann,bob\nx,5,1\ny,4,2\nz,1,5\n"), "--size", "2", "--json"))
                .isZero();
        assertThat(answer().get("members").findValuesAsString("item")).containsExactlyInAnyOrder("x", "z");
    }

    @Test
    void aMemberOnNoBallotIsTold() throws IOException {
        String votes = file("votes.txt", VOTES);
        assertThat(run("select", votes, "--size=2", "--group=x=a,zz", "--quota=x:1.."))
                .isZero();
        assertThat(err.toString()).contains("on no ballot").contains("zz");
        fresh();
        assertThat(run("select", votes, "--size=2", "--group=x=a,b", "--json")).isZero();
        assertThat(answer().get("warnings")).isEmpty();
    }

    @Test
    void wrongUsageIsTold() throws IOException {
        String votes = file("votes.txt", VOTES);
        assertThat(run("select", votes, "--rule", "best", "--size", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("best").contains("k-borda");
        assertThat(run("select", votes, "--size", "0")).isEqualTo(2);
        assertThat(run("select", votes)).isEqualTo(2);
        fresh();
        assertThat(run("select", votes, "--size", "2", "--quota", "late:1")).isEqualTo(2);
        assertThat(err.toString()).contains("late").contains("--group");
        fresh();
        assertThat(run("select", votes, "--size=2", "--group=x=a,b", "--quota=x:.."))
                .isEqualTo(2);
        assertThat(err.toString()).contains("LO..HI");
        fresh();
        assertThat(run("select", votes, "--size=2", "--group=x=a,b", "--group=y=c,d", "--quota=x:2", "--quota=y:1.."))
                .isEqualTo(2);
        assertThat(err.toString()).contains("x 2 (there are 2), y 1.. (there are 2)");
        fresh();
        assertThat(run("select", votes, "--size=2", "--groups", file("g.csv", "a,x\nb\n"), "--quota=x:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("g.csv, line 2");
        fresh();
        assertThat(run("select", votes, "--size=9", "--rule=pav")).isZero();
        assertThat(err.toString()).contains("all are chosen").contains("pav-beta");
    }
}
