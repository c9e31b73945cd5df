package org.broadsheet.preference.elicitation;

import java.util.List;
import java.util.Optional;

/// Says when a question is answered.
///
/// - [#byMajorities] assumes only that items have an order and that whoever stands higher is preferred more
///   often than
///   not, always with the same chance for the same pair. Whatever the strategy and however often one looks,
/// a wrong
///   answer comes with a chance of at most 1 - confidence. The price is many answers: it looks at single
/// pairs.
/// - [#byModel] assumes the model of utilities and its prior, and is right as often as it says on worlds
///   drawn from that
///   prior; it needs far fewer answers, and on a world unlike the prior it promises nothing.
public sealed interface StoppingRule permits MajorityStopping, ModelStopping {
    /// @param items      in the answer, best first where the question was for an order
    /// @param confidence that it is right, at least the wanted one
    record Answer(List<Integer> items, double confidence) {
        public Answer {
            items = List.copyOf(items);
        }
    }

    /// The answer, once it is known.
    Optional<Answer> answer(Question question, DuelLog log);

    /// @param confidence above 0, below 1
    static StoppingRule byMajorities(double confidence) {
        return new MajorityStopping(confidence);
    }

    /// @param confidence above 0, below 1
    /// @param draws      of the utilities at each look, from 100; 1,000 will do
    static StoppingRule byModel(UtilityModel model, double confidence, int draws, long seed) {
        return new ModelStopping(model, confidence, draws, seed);
    }

    static void check(double confidence) {
        if (!(confidence > 0 && confidence < 1))
            throw new IllegalArgumentException(
                    "a confidence lies between 0 and 1, such as 0.95, but was " + confidence);
    }
}
