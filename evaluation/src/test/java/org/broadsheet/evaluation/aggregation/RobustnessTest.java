package org.broadsheet.evaluation.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.Ballot;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Unranked;
import org.broadsheet.ranking.vote.VotingRule;
import org.junit.jupiter.api.Test;

class RobustnessTest {
    @Test
    void anOrderThatAllTasksShareStandsFirm() {
        ScoreTable table = new ScoreTable(
                List.of("a", "b", "c"), List.of("1", "2", "3"), new double[][] {{9, 9, 9}, {5, 5, 5}, {1, 1, 1}});
        Robustness robust = Robustness.of(table, VotingRule.borda(), 50, 1);
        assertThat(robust.agreement()).isCloseTo(1, within(1e-12));
        assertThat(robust.systems())
                .containsExactly(
                        new Robustness.Range("a", 1, 1, 1, 1, 1, 1, 1),
                        new Robustness.Range("b", 2, 2, 2, 2, 0, 2, 2),
                        new Robustness.Range("c", 3, 3, 3, 3, 0, 3, 3));
    }

    @Test
    void anOrderThatHangsOnOneTaskDoesNot() {
        // Without the third task b leads by the mean; with it a does.
        ScoreTable table =
                new ScoreTable(List.of("a", "b"), List.of("1", "2", "3"), new double[][] {{1, 1, 100}, {2, 2, 1}});
        Robustness robust = Robustness.of(table, VotingRule.meanScore(), 2000, 1);
        Robustness.Range a = robust.systems().getFirst();
        assertThat(a.system()).isEqualTo("a");
        assertThat(a.leaveOneOutWorst()).isEqualTo(2);
        // The third task is missing from a draw of three with chance (2/3)^3.
        assertThat(a.first()).isCloseTo(1 - 8 / 27.0, within(0.03));
        assertThat(a.low()).isEqualTo(1);
        assertThat(a.high()).isEqualTo(2);
        assertThat(Robustness.of(table, VotingRule.meanScore(), 2000, 1)).isEqualTo(robust);
        assertThatThrownBy(() -> Robustness.of(table, VotingRule.borda(), 0, 1)).hasMessageContaining("0");
    }

    /// Ten voters of whom six put a first: of ten drawn, five or fewer do so with chance 0.3669, and of these
    /// exactly five, a tie that counts as first for both, with chance 0.2007.
    @Test
    void ballotsStandForTheirVoters() {
        Election<String> election = new Election<>(
                List.of(
                        new Ballot<>(Ranking.ofOrder(List.of("a", "b")), 6),
                        new Ballot<>(Ranking.ofOrder(List.of("b", "a")), 4)),
                Unranked.LAST,
                TieBreaker.ascending());
        Robustness robust = Robustness.of(election, VotingRule.borda(), 4000, 1);
        Robustness.Range a = robust.systems().getFirst();
        Robustness.Range b = robust.systems().getLast();
        assertThat(a.first()).isCloseTo(1 - 0.3669 + 0.2007, within(0.03));
        assertThat(b.first()).isCloseTo(0.3669, within(0.03));
        assertThat(a.low()).isEqualTo(1);
        assertThat(a.high()).isEqualTo(2);
        assertThat(a.leaveOneOutWorst()).isEqualTo(1);
        assertThat(Robustness.of(election, VotingRule.borda(), 1, 1)
                        .systems()
                        .getFirst()
                        .leaveOneOutBest())
                .isNaN();
    }

    @Test
    void tauOfTwoOrders() {
        ScoreTable table =
                new ScoreTable(List.of("a", "b", "c"), List.of("1", "2"), new double[][] {{3, 30}, {2, 10}, {1, 20}});
        Standings first = Standings.of(table.choose(new int[] {0}), VotingRule.borda());
        Standings second = Standings.of(table.choose(new int[] {1}), VotingRule.borda());
        assertThat(first.tau(second)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(first.tau(first)).isCloseTo(1, within(1e-12));
    }
}
