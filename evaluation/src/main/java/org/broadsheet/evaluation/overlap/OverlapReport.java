package org.broadsheet.evaluation.overlap;

import java.util.List;

/// What of each question was found in the corpus.
///
/// @param n         words in a run
/// @param questions in their own order, also those too short to say anything of
public record OverlapReport(int n, List<Question> questions) {
    public OverlapReport {
        questions = List.copyOf(questions);
    }

    /// @param id      of the question
    /// @param runs    runs of n words that it has; 0 where it is shorter than n
    /// @param found   how many of them stand somewhere in the corpus
    /// @param longest words of the longest stretch that one document has in the same order; 0 where
    ///     that is below n
    /// @param spans   the stretches of the question that were found, by words, in order, apart from
    ///     each other
    /// @param sources the documents with the most of its runs, at most five, most first
    public record Question(String id, int runs, int found, int longest, List<Span> spans, List<Source> sources) {
        public Question {
            spans = List.copyOf(spans);
            sources = List.copyOf(sources);
        }

        /// Whether it is long enough to be looked for.
        public boolean measurable() {
            return runs > 0;
        }

        /// Share of its runs found, from 0 to 1; NaN where it has none.
        public double share() {
            return runs == 0 ? Double.NaN : (double) found / runs;
        }
    }

    /// Words `from` (counted from 0) up to `to`, exclusive.
    public record Span(int from, int to) {}

    /// A document and how many of the question's runs it holds.
    public record Source(String document, int found) {}

    /// Questions shorter than n words, of which nothing can be said.
    public long tooShort() {
        return questions.stream().filter(q -> !q.measurable()).count();
    }

    /// Share of the measurable questions with `share` or more of their runs in the corpus; NaN where none is
    /// measurable.
    /// With the least share above 0 this is "any run at all", which raises false alarms at small n.
    public double flagged(double share) {
        long measurable = questions.size() - tooShort();
        if (measurable == 0) return Double.NaN;
        return (double) questions.stream()
                        .filter(q -> q.found() > 0 && q.share() >= share)
                        .count()
                / measurable;
    }

    /// Mean share over the measurable questions; NaN where there are none.
    public double meanShare() {
        return questions.stream()
                .filter(Question::measurable)
                .mapToDouble(Question::share)
                .average()
                .orElse(Double.NaN);
    }
}
