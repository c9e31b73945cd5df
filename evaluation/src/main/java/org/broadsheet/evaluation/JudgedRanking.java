package org.broadsheet.evaluation;

import java.util.Arrays;
import java.util.List;

/// All that a measure sees: the grades down one ranking, and how many documents of each grade there were
/// to find.
///
/// Made once for a topic, however many measures look at it. Immutable; places are counted from 1.
public final class JudgedRanking {
    private final int[] grades;
    private final int[] levels;
    private final Judging judging;
    private final int relevant;
    private final int[] relevantPlaces;
    private final List<JudgedRanking> groups;
    private final List<List<Integer>> pool;
    private final PreferenceRanking preferences;

    private JudgedRanking(
            int[] grades,
            int[] levels,
            Judging judging,
            List<JudgedRanking> groups,
            List<List<Integer>> pool,
            PreferenceRanking preferences) {
        this.pool = pool;
        this.preferences = preferences;
        this.grades = grades;
        this.levels = levels;
        this.judging = judging;
        this.groups = groups;
        int count = 0;
        for (int level = judging.relevanceLevel(); level < levels.length; level++) count += levels[level];
        relevant = count;
        int found = 0;
        for (int grade : grades) if (grade >= judging.relevanceLevel()) found++;
        relevantPlaces = new int[found];
        int i = 0;
        for (int place = 1; place <= grades.length; place++)
            if (grades[place - 1] >= judging.relevanceLevel()) relevantPlaces[i++] = place;
    }

    /// Judges what was retrieved for one topic.
    public static JudgedRanking of(TopicResults results, Judgments judgments, Judging judging) {
        return of(results, judgments, Intents.NONE, PreferenceRanking.NONE, judging);
    }

    static JudgedRanking of(
            TopicResults results,
            Judgments judgments,
            Intents intents,
            PreferenceRanking preferences,
            Judging judging) {
        int[] grades = results.grades(judgments, judging.depth());
        // Documents that no group judged leave all groups' rankings together, so that places still agree.
        List<JudgedRanking> parts = intents.judgments().stream()
                .map(group -> {
                    int[] own = results.grades(group, judging.depth());
                    return new JudgedRanking(
                            judging.judgedOnly() ? keepJudged(own, grades) : own,
                            group.sharedLevels(),
                            judging,
                            List.of(),
                            List.of(),
                            PreferenceRanking.NONE);
                })
                .toList();
        return new JudgedRanking(
                judging.judgedOnly() ? keepJudged(grades, grades) : grades,
                judgments.sharedLevels(),
                judging,
                parts,
                intents.pool(),
                preferences);
    }

    private static int[] keepJudged(int[] grades, int[] united) {
        int[] kept = new int[grades.length];
        int n = 0;
        for (int i = 0; i < grades.length; i++) if (united[i] >= 0) kept[n++] = grades[i];
        return Arrays.copyOf(kept, n);
    }

    /// A ranking whose grades are known already.
    ///
    /// @param grades best place first; a grade, or [Judgments#NONPOOL] or [Judgments#UNJUDGED]
    /// @param levels how many documents of each grade there were to find, index 0 for grade 0; no fewer
    ///               than `grades` has
    public static JudgedRanking ofGrades(int[] grades, int[] levels, Judging judging) {
        int[] left = levels.length == 0 ? new int[1] : levels.clone();
        for (int grade : grades)
            if (grade >= 0 && (grade >= left.length || --left[grade] < 0))
                throw new IllegalArgumentException("the ranking has more documents of grade " + grade
                        + " than the levels " + Arrays.toString(levels) + " allow");
        return new JudgedRanking(
                Arrays.copyOf(grades, Math.min(grades.length, judging.depth())),
                levels.length == 0 ? new int[1] : levels.clone(),
                judging,
                List.of(),
                List.of(),
                PreferenceRanking.NONE);
    }

    /// How many documents were retrieved and looked at, n.
    public int size() {
        return grades.length;
    }

    /// The grade at a place from 1 to [#size], or [Judgments#NONPOOL] or [Judgments#UNJUDGED].
    public int grade(int place) {
        return grades[place - 1];
    }

    /// Whether the document at a place counts as relevant.
    public boolean relevant(int place) {
        return grades[place - 1] >= judging.relevanceLevel();
    }

    /// R, the number of relevant documents there were to find, retrieved or not.
    public int relevant() {
        return relevant;
    }

    /// N, the number of documents judged and not relevant, retrieved or not.
    public int nonrelevant() {
        int count = 0;
        for (int grade = 0; grade < Math.min(judging.relevanceLevel(), levels.length); grade++) count += levels[grade];
        return count;
    }

    /// How many relevant documents were retrieved.
    public int relevantRetrieved() {
        return relevantPlaces.length;
    }

    /// The place of the i-th relevant document retrieved, i from 1 to [#relevantRetrieved].
    public int relevantPlace(int i) {
        return relevantPlaces[i - 1];
    }

    /// How many relevant documents stand at places 1 to `k`.
    public int relevantWithin(int k) {
        if (k >= grades.length) return relevantPlaces.length;
        int at = Arrays.binarySearch(relevantPlaces, k);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /// The highest grade of any judged document of the topic, or 0.
    public int highestGrade() {
        int highest = levels.length - 1;
        while (highest > 0 && levels[highest] == 0) highest--;
        return highest;
    }

    /// How many documents of a grade of 0 or above there were to find.
    public int atGrade(int grade) {
        return grade < levels.length ? levels[grade] : 0;
    }

    /// The same ranking by each group of judgments (the intents of a diversity task, or several judges);
    /// empty where the judgments are not in groups.
    public List<JudgedRanking> groups() {
        return groups;
    }

    /// The grades by each group of every document that any group judged, retrieved or not; empty where
    /// the judgments are not in groups. Ideal rankings of intent-aware measures are made from them.
    public List<List<Integer>> groupPool() {
        return pool;
    }

    /// The preferences between documents beside the whole ranking; without judges where the judgments are
    /// none.
    public PreferenceRanking preferences() {
        return preferences;
    }

    /// The grades of the first `length` places, one character each: the grade, `>` above 9, `-` for a
    /// document that is not in the pool and `.` for one that is in the pool but not judged.
    public String transcript(int length) {
        StringBuilder text = new StringBuilder();
        for (int place = 1; place <= Math.min(length, size()); place++) {
            int grade = grade(place);
            text.append(grade > 9 ? '>' : grade >= 0 ? (char) ('0' + grade) : grade == Judgments.UNJUDGED ? '.' : '-');
        }
        return text.toString();
    }

    public Judging judging() {
        return judging;
    }

    /// The same grades with another level from which on a document counts as relevant.
    public JudgedRanking withRelevanceLevel(int level) {
        return level == judging.relevanceLevel()
                ? this
                : new JudgedRanking(
                        grades,
                        levels,
                        judging.withRelevanceLevel(level),
                        groups.stream().map(g -> g.withRelevanceLevel(level)).toList(),
                        pool,
                        preferences);
    }

    /// The first `k` places alone; R and N stay.
    public JudgedRanking top(int k) {
        return k >= grades.length
                ? this
                : new JudgedRanking(
                        Arrays.copyOf(grades, k),
                        levels,
                        judging,
                        groups.stream().map(g -> g.top(k)).toList(),
                        pool,
                        preferences);
    }

    /// The ranking without its unjudged documents.
    public JudgedRanking judgedOnly() {
        return keeping(grades);
    }

    private JudgedRanking keeping(int[] united) {
        return new JudgedRanking(
                keepJudged(grades, united),
                levels,
                judging,
                groups.stream().map(g -> g.keeping(united)).toList(),
                pool,
                preferences);
    }
}
