package org.broadsheet.studies.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.broadsheet.ranking.learning.GradedList;
import org.broadsheet.ranking.learning.LambdaMart;
import org.broadsheet.studies.evaluation.Libraries.Counts;
import org.broadsheet.studies.frame.DataFolder;
import org.broadsheet.studies.frame.Setup;
import org.junit.jupiter.api.Test;

/// What a second stage may know of candidates, by hand and by law, on made-up libraries.
class SecondStageTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final Setup SETUP = Setup.quick(7, DataFolder.find("/nowhere"));
    private static final int PAPERS = 80;
    private static final LambdaMart TREES =
            LambdaMart.DEFAULT.withTrees(20).withLeaves(4).withLeastRows(5).withCutoff(100);

    /// Libraries {0, 1}, {0, 1, 2}, {0, 2, 3} and {3}; paper 0 is linked with 1 and 4, paper 2 with 1;
    /// papers 0 and 3 share one of two tags, each tag being on two of five papers.
    private static Libraries five() {
        return new Libraries(
                List.of(new int[] {0, 1}, new int[] {0, 1, 2}, new int[] {0, 2, 3}, new int[] {3}),
                List.of(),
                List.of(new int[] {0, 1}, new int[0], new int[] {2}, new int[] {1, 2}, new int[] {0}),
                List.of(new int[] {1, 4}, new int[] {0, 2}, new int[] {1}, new int[0], new int[] {0}));
    }

    @Test
    void whatIsKnownByHand() {
        Libraries libraries = five();
        Candidates found = Candidates.of(libraries, libraries.all(), List.of(0), 10);
        assertThat(found.papers()).containsExactlyInAnyOrder(1, 2, 3, 4);
        // With 0 stand 1 and 2 twice, 3 once; 0 itself is in three libraries, the others in two.
        assertThat(of(found, "largest likeness to a seed", 1)).isEqualTo(2 / Math.sqrt(6), CLOSE);
        assertThat(of(found, "largest likeness to a seed", 3)).isEqualTo(1 / Math.sqrt(6), CLOSE);
        assertThat(of(found, "mean chance given a seed", 2)).isEqualTo(2 / 3.0, CLOSE);
        assertThat(of(found, "share of seeds ever seen with it", 4)).isZero();
        assertThat(of(found, "popularity", 3)).isEqualTo(0.5, CLOSE);
        assertThat(of(found, "largest likeness of tags", 3)).isEqualTo(0.5, CLOSE);
        assertThat(of(found, "largest likeness of tags", 4)).isEqualTo(1 / Math.sqrt(2), CLOSE);
        assertThat(of(found, "citation links to seeds", 1)).isEqualTo(1);
        assertThat(of(found, "citation links to seeds", 2)).isZero();
        // 0 and 2 are both linked with 1: one of two and one of one.
        assertThat(of(found, "largest coupling by citations", 2)).isEqualTo(1 / Math.sqrt(2), CLOSE);
        assertThat(of(found, "how many citation links", 1)).isEqualTo(2);

        // Two seeds: paper 2 is seen with both, paper 4 with none.
        Candidates two = Candidates.of(libraries, libraries.all(), List.of(0, 1), 10);
        assertThat(two.papers()).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(of(two, "share of seeds ever seen with it", 2)).isEqualTo(1);
        assertThat(of(two, "share of seeds ever seen with it", 3)).isEqualTo(0.5);
        assertThat(of(two, "mean chance given a seed", 2)).isEqualTo((2 / 3.0 + 1 / 2.0) / 2, CLOSE);
        assertThat(of(two, "list: likeness of its seeds", 2)).isEqualTo(2 / Math.sqrt(6), CLOSE);
        assertThat(of(two, "list: seeds", 2)).isEqualTo(2);
    }

    @Test
    void readersLeftOutAreInNoCount() {
        List<int[]> all = libraries(50, 1);
        Libraries whole = made(all);
        List<Integer> part = List.of(3, 4, 17, 49);
        List<int[]> others = new ArrayList<>();
        for (int r = 0; r < all.size(); r++) if (!part.contains(r)) others.add(all.get(r));
        Libraries rest = made(others);
        Counts without = whole.without(part);
        assertThat(without.readers()).isEqualTo(rest.readers());
        assertThat(without.byPopularity()).containsExactly(rest.all().byPopularity());
        for (List<Integer> seeds : List.of(List.of(5), List.of(1, 2, 3), List.of(70, 11, 12, 13, 14))) {
            assertThat(without.together(seeds.getFirst()))
                    .containsExactly(rest.all().together(seeds.getFirst()));
            same(Candidates.of(whole, without, seeds, 40), Candidates.of(rest, rest.all(), seeds, 40));
        }
    }

    @Test
    void whatIsKnownDoesNotDependOnHowManyCandidatesThereAre() {
        Libraries libraries = made(libraries(50, 1));
        Candidates many = Candidates.of(libraries, libraries.all(), List.of(1, 2, 3), 60);
        Candidates few = Candidates.of(libraries, libraries.all(), List.of(1, 2, 3), 25);
        assertThat(many.papers().subList(0, 25)).isEqualTo(few.papers());
        few.features()
                .forEach((name, column) -> assertThat(Arrays.copyOf(column(many, name), 25))
                        .as(name)
                        .containsExactly(column));
    }

    @Test
    void aListIsGradedByItsTargets() {
        Libraries libraries = made(libraries(50, 1));
        List<Integer> library = Arrays.stream(libraries.library(8)).boxed().toList();
        GradedList list = SecondStage.list(libraries, libraries.without(List.of(8)), library, 3, PAPERS);
        assertThat(list.size()).isEqualTo(PAPERS - 3);
        assertThat(Arrays.stream(list.grades()).sum()).isEqualTo(library.size() - 3);
        assertThat(list.start()[0]).isZero();
        assertThat(list.start()[1]).isEqualTo(-Math.log(2), CLOSE);
    }

    @Test
    void listsAreContinuedByOtherPapersOnceEach() throws InterruptedException {
        Libraries libraries = made(libraries(60, 1));
        SecondStage.Size size = new SecondStage.Size(2, 15, 5, 40, 60, TREES);
        SecondStage second = SecondStage.learn(libraries, size, new int[] {1, 3}, SETUP, (_, _) -> {});
        List<Integer> seeds = List.of(7, 1, 30);
        List<Integer> list = best(second, libraries, seeds, 20);
        assertThat(list).hasSize(20).doesNotHaveDuplicates().doesNotContainAnyElementsOf(seeds);
        assertThat(best(second, libraries, seeds, 1000)).hasSize(60);
        // Only the order changes: the candidates are those of the blend.
        assertThat(best(second, libraries, seeds, 60))
                .containsExactlyInAnyOrderElementsOf(
                        Candidates.of(libraries, libraries.all(), seeds, 60).papers());
        Map<String, Double> importance = second.importance();
        assertThat(List.copyOf(importance.values())).isSortedAccordingTo(Comparator.reverseOrder());
        SecondStage again = SecondStage.learn(libraries, size, new int[] {1, 3}, SETUP, (_, _) -> {});
        assertThat(best(again, libraries, seeds, 60)).isEqualTo(best(second, libraries, seeds, 60));
        assertThat(again.importance()).isEqualTo(importance);
    }

    @Test
    void tooFewReadersAreNamed() {
        Libraries libraries = made(libraries(10, 1));
        assertThatThrownBy(() -> SecondStage.learn(
                        libraries, new SecondStage.Size(2, 5, 1, 40, 60, TREES), new int[] {1}, SETUP, (_, _) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 times 6 readers")
                .hasMessageContaining("there are 10");
    }

    private static List<Integer> best(SecondStage second, Libraries libraries, List<Integer> seeds, int k) {
        return second.best(seeds, libraries.firstStage(libraries.all(), seeds), k);
    }

    private static double of(Candidates candidates, String feature, int paper) {
        return column(candidates, feature)[candidates.papers().indexOf(paper)];
    }

    private static double[] column(Candidates candidates, String feature) {
        double[] column = candidates.features().get(feature);
        if (column == null) throw new AssertionError("there is no feature " + feature);
        return column;
    }

    private static void same(Candidates a, Candidates b) {
        assertThat(a.papers()).isEqualTo(b.papers());
        assertThat(a.features().keySet()).isEqualTo(b.features().keySet());
        a.features().forEach((name, column) -> assertThat(column).as(name).containsExactly(column(b, name)));
    }

    private static Libraries made(List<int[]> training) {
        SplittableRandom random = new SplittableRandom(99);
        List<int[]> tags = new ArrayList<>();
        List<int[]> citations = new ArrayList<>();
        for (int p = 0; p < PAPERS; p++) {
            tags.add(random.ints(5, 0, 30).distinct().sorted().toArray());
            citations.add(random.ints(4, 0, PAPERS).distinct().sorted().toArray());
        }
        return new Libraries(training, List.of(), tags, citations);
    }

    /// Twenty-five papers each, most of them from the reader's half of all papers.
    private static List<int[]> libraries(int readers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> all = new ArrayList<>();
        for (int r = 0; r < readers; r++) {
            int half = random.nextInt(2);
            List<Integer> papers =
                    Libraries.shuffled(IntStream.range(0, PAPERS).boxed().toList(), random);
            all.add(papers.stream()
                    .filter(p -> p % 2 == half || p % 7 == 0)
                    .limit(25)
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
        return all;
    }
}
