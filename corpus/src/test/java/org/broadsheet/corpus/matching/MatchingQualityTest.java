package org.broadsheet.corpus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often the matcher is right, on pairs that people have labelled and that no weight was fitted to. What is asserted
/// is below what is reached by about one error in a hundred, so that a change for the worse is seen.
class MatchingQualityTest {

    @ParameterizedTest
    @CsvSource({"DBLP-ACM.valid, 0.946", "DBLP-GoogleScholar.valid, 0.787"})
    void findsThePairsThatAreOnePaper(String set, double bar) throws Exception {
        assumeThat(Files.exists(LabelledPairs.file(set))).as("the pairs are there").isTrue();
        int right = 0;
        int wrong = 0;
        int missed = 0;
        RecordMatcher matcher = new RecordMatcher();
        for (LabelledPairs.Pair pair : LabelledPairs.read(set).pairs()) {
            boolean same = matcher.compare(pair.a(), pair.b()).same();
            if (same && pair.same()) right++;
            else if (same) wrong++;
            else if (pair.same()) missed++;
        }
        double precision = (double) right / (right + wrong);
        double recall = (double) right / (right + missed);
        double f1 = 2 * precision * recall / (precision + recall);
        System.out.printf(
                Locale.ROOT,
                "%-26s precision %.4f recall %.4f F1 %.4f (%d right, %d wrong, %d missed)%n",
                set,
                precision,
                recall,
                f1,
                right,
                wrong,
                missed);
        assertThat(f1).isGreaterThan(bar);
    }
}
