package org.broadsheet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.broadsheet.evaluation.DocumentIds.DocumentList;

/// What is known of the documents of one topic. Immutable.
///
/// A grade of 0 or above is a judgment, higher is better. A negative grade says that the document was in the pool
/// that was to be judged, but was not judged. A document that is not named was not in the pool.
public final class Judgments {
    /// Grade of a document that is not in the pool.
    public static final int NONPOOL = -1;
    /// Grade of a document that is in the pool but was not judged.
    public static final int UNJUDGED = -2;
    /// The highest grade; exponential gains beyond it would leave the range of exact numbers.
    public static final int HIGHEST_GRADE = 127;

    private final DocumentIds ids;
    private final byte[] grades;
    private final int[] levels;

    private Judgments(DocumentIds ids, byte[] grades) {
        this.ids = ids;
        this.grades = grades;
        int highest = 0;
        for (byte grade : grades) highest = Math.max(highest, grade);
        levels = new int[highest + 1];
        for (byte grade : grades) if (grade >= 0) levels[grade]++;
    }

    /// @throws IllegalArgumentException where a grade is above [#HIGHEST_GRADE]
    public static Judgments of(Map<String, Integer> grades) {
        Builder builder = new Builder();
        grades.forEach((document, grade) -> {
            byte[] id = DocumentIds.utf8(document);
            builder.add(id, 0, id.length, grade);
        });
        return builder.build();
    }

    /// The grade of a document; [#NONPOOL] where it is not named, [#UNJUDGED] where its grade is negative.
    public int grade(String document) {
        byte[] id = DocumentIds.utf8(document);
        return grade(ids.find(id, 0, id.length));
    }

    int grade(DocumentList list, int index) {
        return grade(ids.find(list, index));
    }

    private int grade(int index) {
        return index < 0 ? NONPOOL : grades[index];
    }

    /// The judgment of a document, empty where there is none.
    public OptionalInt judgment(String document) {
        int grade = grade(document);
        return grade < 0 ? OptionalInt.empty() : OptionalInt.of(grade);
    }

    /// Every document named, judged or not, in the order it was named.
    public List<String> documents() {
        List<String> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) all.add(ids.get(i));
        return all;
    }

    public int size() {
        return grades.length;
    }

    /// How many documents have a grade of `level` or more; level is 0 or above.
    public int atLeast(int level) {
        int count = 0;
        for (int grade = level; grade < levels.length; grade++) count += levels[grade];
        return count;
    }

    /// How many documents have each grade; index 0 is grade 0, the last the highest grade given (or 0).
    public int[] levels() {
        return levels.clone();
    }

    int[] sharedLevels() {
        return levels;
    }

    /// Judgments in the making.
    public static final class Builder {
        private final DocumentIds ids = new DocumentIds(4);
        private byte[] grades = new byte[4];

        /// Adds the document whose UTF-8 bytes stand in `id` from `start` up to `end`.
        ///
        /// @return false where the document was named before; the first grade stays
        public boolean add(byte[] id, int start, int end, int grade) {
            if (grade > HIGHEST_GRADE)
                throw new IllegalArgumentException(
                        "a grade is at most " + HIGHEST_GRADE + " but was " + grade + "; map larger grades to fewer");
            int index = ids.add(id, start, end);
            if (index < 0) return false;
            if (index == grades.length) grades = Arrays.copyOf(grades, index + (index >> 1) + 1);
            grades[index] = (byte) (grade < 0 ? UNJUDGED : grade);
            return true;
        }

        public Judgments build() {
            return new Judgments(ids.trimmed(), Arrays.copyOf(grades, ids.size()));
        }
    }
}
