package org.broadsheet.ranking.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/// What holds of every fit, on lists whose relevant items are those where two features agree: no single
/// feature and no weighted sum tells them apart.
class LambdaMartTest {
    private static final LambdaMart SMALL = new LambdaMart(40, 6, 0.2, 5, 1e-3, 1, 64, 10);

    @Test
    void ranksWhatNoWeightedSumCould() {
        TreeEnsemble trees = SMALL.fit(lists(60, 1), new SplittableRandom(1));
        double sum = 0;
        List<GradedList> unseen = lists(40, 2);
        for (GradedList l : unseen) sum += new ListGain(l.grades(), 10).value(scores(trees, l), 0) / unseen.size();
        assertThat(sum).isGreaterThan(0.95);
        // Features 0 and 1 decide, 2 and 3 are noise.
        double[] importance = trees.importance();
        assertThat(Arrays.stream(importance).sum()).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(importance[0] + importance[1]).isGreaterThan(0.9);
    }

    @Test
    void eachTreeRanksTheTrainingListsNoWorse() throws InterruptedException {
        List<Double> training = new ArrayList<>();
        SMALL.withTrees(15).fit(lists(60, 1), List.of(), new SplittableRandom(1), (_, now, _) -> training.add(now));
        assertThat(training).hasSize(15).isSorted();
        assertThat(training.getLast()).isGreaterThan(training.getFirst() + 0.1);
    }

    @Test
    void theSeedDecidesWhichFeaturesAreAskedAbout() {
        LambdaMart some = SMALL.withColumns(0.5);
        GradedList list = lists(1, 3).getFirst();
        double[] first = scores(some.fit(lists(30, 1), new SplittableRandom(5)), list);
        assertThat(scores(some.fit(lists(30, 1), new SplittableRandom(5)), list))
                .containsExactly(first);
        assertThat(scores(some.fit(lists(30, 1), new SplittableRandom(6)), list))
                .isNotEqualTo(first);
    }

    @Test
    void theOrderOfItemsChangesNothing() {
        SplittableRandom random = new SplittableRandom(9);
        List<GradedList> lists = lists(30, 1);
        List<GradedList> shuffled = lists.stream().map(l -> shuffled(l, random)).toList();
        GradedList list = lists(1, 3).getFirst();
        assertThat(scores(SMALL.fit(shuffled, new SplittableRandom(1)), list))
                .containsExactly(scores(SMALL.fit(lists, new SplittableRandom(1)), list));
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        GradedList list = lists(1, 3).getFirst();
        double[] usual = scores(SMALL.fit(lists(30, 1), new SplittableRandom(1)), list);
        for (int threads : new int[] {1, 3}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                assertThat(pool.submit(() -> scores(SMALL.fit(lists(30, 1), new SplittableRandom(1)), list))
                                .get())
                        .containsExactly(usual);
            }
        }
    }

    @Test
    void listsWithoutAnythingRelevantTeachNothing() {
        List<GradedList> lists = lists(30, 1);
        List<GradedList> more = new ArrayList<>(lists);
        GradedList bare = new GradedList(lists(1, 4).getFirst().features(), new int[20]);
        more.add(7, bare);
        GradedList list = lists(1, 3).getFirst();
        assertThat(scores(SMALL.fit(more, new SplittableRandom(1)), list))
                .containsExactly(scores(SMALL.fit(lists, new SplittableRandom(1)), list));
        assertThatThrownBy(() -> SMALL.fit(List.of(bare), new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing can be learned");
    }

    @Test
    void listsThatWatchDecideHowManyTreesAreKept() throws InterruptedException {
        List<GradedList> lists = lists(40, 1);
        TreeEnsemble kept = SMALL.fit(lists, lists(20, 2), new SplittableRandom(1), (_, _, _) -> {});
        assertThat(kept.size()).isBetween(1, SMALL.trees());
        TreeEnsemble all = SMALL.fit(lists, new SplittableRandom(1));
        GradedList list = lists(1, 3).getFirst();
        assertThat(scores(kept, list)).containsExactly(scores(all.top(kept.size()), list));

        // Where the start is perfect no tree betters it.
        List<GradedList> perfect = lists(20, 2).stream()
                .map(l -> new GradedList(
                        l.features(),
                        l.grades(),
                        Arrays.stream(l.grades()).mapToDouble(g -> 100.0 * g).toArray()))
                .toList();
        TreeEnsemble none = SMALL.fit(lists, perfect, new SplittableRandom(1), (_, _, _) -> {});
        assertThat(none.size()).isZero();
        assertThat(none.score(list.features()[0])).isZero();
        assertThat(none.importance()).containsOnly(0);
    }

    @Test
    void aWatcherStopsTheWork() {
        assertThatThrownBy(() -> SMALL.fit(lists(10, 1), List.of(), new SplittableRandom(1), (n, _, _) -> {
                    if (n == 3) throw new InterruptedException("enough");
                }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatCannotBeLearnedFromIsNamed() {
        assertThatThrownBy(() -> new GradedList(new double[][] {{1}, {Double.NaN}}, new int[2]))
                .hasMessageContaining("feature 0 of row 1");
        assertThatThrownBy(() -> new GradedList(new double[][] {{1}, {1, 2}}, new int[2]))
                .hasMessageContaining("row 1 has 2");
        assertThatThrownBy(() -> new GradedList(new double[][] {{1}}, new int[] {31}))
                .hasMessageContaining("31");
        assertThatThrownBy(() -> new GradedList(new double[2][1], new int[1])).hasMessageContaining("1 grades");
        assertThatThrownBy(() -> new GradedList(new double[1][1], new int[1], new double[] {Double.POSITIVE_INFINITY}))
                .hasMessageContaining("start");
        GradedList wide = new GradedList(new double[][] {{1, 2}}, new int[] {1});
        GradedList narrow = new GradedList(new double[][] {{1}}, new int[] {1});
        assertThatThrownBy(() -> SMALL.fit(List.of(wide, narrow), new SplittableRandom(1)))
                .hasMessageContaining("same features");
        assertThatThrownBy(() -> SMALL.fit(List.of(wide), List.of(narrow), new SplittableRandom(1), (_, _, _) -> {}))
                .hasMessageContaining("those that watch have 1");
        TreeEnsemble trees = SMALL.fit(List.of(wide), new SplittableRandom(1));
        assertThatThrownBy(() -> trees.score(new double[3])).hasMessageContaining("the row has 3");
        assertThatThrownBy(() -> SMALL.withRate(0)).hasMessageContaining("a rate above 0");
        assertThatThrownBy(() -> SMALL.withLeaves(1)).hasMessageContaining("2 leaves");
    }

    private static double[] scores(TreeEnsemble trees, GradedList list) {
        return Arrays.stream(list.features()).mapToDouble(trees::score).toArray();
    }

    private static GradedList shuffled(GradedList list, SplittableRandom random) {
        double[][] features = list.features().clone();
        int[] grades = list.grades().clone();
        for (int i = features.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double[] row = features[i];
            features[i] = features[j];
            features[j] = row;
            int grade = grades[i];
            grades[i] = grades[j];
            grades[j] = grade;
        }
        return new GradedList(features, grades);
    }

    /// Lists of twenty items with four features each; grade 2 where the first two lie on the same side of a
    /// half and far from it, 1 where they do so near it.
    private static List<GradedList> lists(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<GradedList> lists = new ArrayList<>();
        for (int l = 0; l < n; l++) {
            double[][] features = new double[20][4];
            int[] grades = new int[20];
            for (int i = 0; i < 20; i++) {
                for (int f = 0; f < 4; f++) features[i][f] = random.nextDouble();
                double agree = (features[i][0] - 0.5) * (features[i][1] - 0.5);
                grades[i] = agree > 0.08 ? 2 : agree > 0 ? 1 : 0;
            }
            lists.add(new GradedList(features, grades));
        }
        return lists;
    }
}
