package org.broadsheet.evaluation.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.broadsheet.evaluation.PerQueryScores;
import org.broadsheet.ranking.vote.VotingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTableTest {
    private static final ScoreTable HAIR = new ScoreTable(
            List.of("A", "B", "C"), List.of("x", "y", "z"), new double[][] {{90, 50, .3}, {80, 60, .4}, {70, 70, .5}});

    @Test
    void meanAndBordaByHand() {
        Standings mean = Standings.of(HAIR, VotingRule.meanScore());
        assertThat(mean.rows().stream().map(Standings.Standing::system)).containsExactly("C", "B", "A");
        assertThat(mean.rows().getFirst().score()).isCloseTo(46.833333333333, within(1e-9));
        assertThat(Standings.of(HAIR, VotingRule.borda()).rows().stream().map(Standings.Standing::score))
                .containsExactly(4.0, 3.0, 2.0);
    }

    @Test
    void equalsShareTheirPlaces() {
        ScoreTable table = new ScoreTable(List.of("a", "b", "c"), List.of("t"), new double[][] {{5}, {5}, {1}});
        assertThat(Standings.of(table, VotingRule.borda()).rows())
                .containsExactly(
                        new Standings.Standing(1.5, "a", 1.5),
                        new Standings.Standing(1.5, "b", 1.5),
                        new Standings.Standing(3, "c", 0));
    }

    @Test
    void missingScoresAreNoVotes() {
        double none = Double.NaN;
        ScoreTable table =
                new ScoreTable(List.of("a", "b", "c"), List.of("s", "t"), new double[][] {{3, none}, {2, 1}, {1, 2}});
        // s: 2 1 0; t: c and b stretched to 2 and 0, a has the average 1.
        assertThat(Standings.of(table, VotingRule.borda()).rows().stream().map(Standings.Standing::score))
                .containsExactly(3.0, 2.0, 1.0);
        assertThat(Standings.of(table, VotingRule.meanScore()).places())
                .isEqualTo(Map.of("a", 1.0, "b", 2.5, "c", 2.5));
        assertThat(table.missing()).isEqualTo(1);
        assertThat(table.choose(new int[] {1, 1}).systems()).containsExactly("b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"borda", "copeland", "kemeny", "ranked-pairs", "schulze", "median"})
    void scalesOfTasksDoNotMatterToRulesByRank(String rule) {
        Random random = new Random(3);
        double[][] scores = new double[8][5];
        for (double[] row : scores) for (int t = 0; t < row.length; t++) row[t] = random.nextGaussian();
        List<String> systems = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        ScoreTable table = new ScoreTable(systems, List.of("1", "2", "3", "4", "5"), scores);
        assertThat(Standings.of(table.rescaled(2, 1000), VotingRule.named(rule)))
                .isEqualTo(Standings.of(table, VotingRule.named(rule)));
    }

    @Test
    void oneLevelIsTwoLevelsWhereEveryTaskHasOneInstance() {
        ScoreTable first = new ScoreTable(List.of("a", "b", "c"), List.of("i"), new double[][] {{1}, {2}, {3}});
        ScoreTable second = new ScoreTable(List.of("c", "b", "a"), List.of("i"), new double[][] {{5}, {9}, {7}});
        assertThat(Standings.twoLevel(List.of(first, second), VotingRule.borda()))
                .isEqualTo(Standings.of(ScoreTable.besides(List.of(first, second)), VotingRule.borda()));
    }

    @Test
    void aTaskOfManyInstancesHasOneVote() {
        ScoreTable many = new ScoreTable(
                List.of("a", "b", "c"), List.of("1", "2", "3"), new double[][] {{3, 3, 3}, {2, 2, 2}, {1, 1, 1}});
        ScoreTable one = new ScoreTable(List.of("a", "b", "c"), List.of("1"), new double[][] {{1}, {3}, {2}});
        ScoreTable another = new ScoreTable(List.of("a", "b", "c"), List.of("1"), new double[][] {{1}, {3}, {2}});
        List<ScoreTable> tasks = List.of(many, one, another);
        assertThat(Standings.of(ScoreTable.besides(tasks), VotingRule.borda())
                        .rows()
                        .getFirst()
                        .system())
                .isEqualTo("b"); // a 6, b 3 + 4 = 7
        assertThat(Standings.twoLevel(tasks, VotingRule.borda()).rows().stream().map(Standings.Standing::score))
                .containsExactly(5.0, 2.0, 2.0); // b 1 + 2 + 2; a 2; c 0 + 1 + 1
    }

    @Test
    void topicsAreTasks() {
        ScoreTable table = ScoreTable.of(List.of(
                new PerQueryScores("a", "AP", List.of("1", "2"), new double[] {.1, .2}),
                new PerQueryScores("b", "AP", List.of("2", "1"), new double[] {.4, .3})));
        assertThat(table.score(1, 0)).isEqualTo(.3);
        assertThatThrownBy(() -> ScoreTable.of(List.of(
                        new PerQueryScores("a", "AP", List.of("1"), new double[] {.1}),
                        new PerQueryScores("b", "RR", List.of("1"), new double[] {.1}))))
                .hasMessageContaining("AP and RR");
    }

    @Test
    void readsCommasTabsQuotesAndMissingScores() throws IOException {
        ScoreTable table = read("Model,x,y\n\"A, the first\", 1.5 ,-\nB,NA,2e1\n", ',', Set.of("y"));
        assertThat(table.systems()).containsExactly("A, the first", "B");
        assertThat(table.score(0, 0)).isEqualTo(1.5);
        assertThat(table.score(0, 1)).isNaN();
        assertThat(table.score(1, 1)).isEqualTo(-20);
        assertThat(read("s\tt\nA\t1\n", '\t', Set.of()).tasks()).containsExactly("t");
    }

    @Test
    void badTablesAreNamedByFileAndLine() {
        assertThatThrownBy(() -> read("s,t\nA,1\nB,x\n", ',', Set.of()))
                .hasMessageContaining("table.csv, line 3")
                .hasMessageContaining("\"x\" for t");
        assertThatThrownBy(() -> read("s,t\nA,1,2\n", ',', Set.of())).hasMessageContaining("line 2: 3 fields");
        assertThatThrownBy(() -> read("s,t\nA,1\nA,2\n", ',', Set.of())).hasMessageContaining("line 3");
        assertThatThrownBy(() -> read("s,t\nA,-\n", ',', Set.of())).hasMessageContaining("no score at all");
        assertThatThrownBy(() -> read("s,t\n", ',', Set.of())).hasMessageContaining("no system");
        assertThatThrownBy(() -> read("s,t\nA,1\n", ',', Set.of("u"))).hasMessageContaining("no task \"u\"");
        assertThatThrownBy(() -> read("s,t\nA,1e999\n", ',', Set.of())).hasMessageContaining("finite");
        assertThatThrownBy(() -> read("s,t\n\"A,1\n", ',', Set.of())).hasMessageContaining("table.csv");
    }

    private static ScoreTable read(String text, char separator, Set<String> lower) throws IOException {
        return ScoreTableFile.read(new StringReader(text), "table.csv", separator, lower);
    }
}
