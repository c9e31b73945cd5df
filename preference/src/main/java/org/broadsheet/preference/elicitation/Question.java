package org.broadsheet.preference.elicitation;

import java.util.Arrays;

/// What is to be found out by asking for preferences.
public sealed interface Question {
    /// Which items are the best `k`, in whatever order.
    ///
    /// @param k from 1
    record Top(int k) implements Question {
        public Top {
            if (k < 1) throw new IllegalArgumentException("the best items are at least one, not " + k);
        }

        @Override
        public String name() {
            return k == 1 ? "best" : "top:" + k;
        }
    }

    /// The order of all items.
    record Order() implements Question {
        @Override
        public String name() {
            return "order";
        }
    }

    /// As [#named] reads it.
    String name();

    /// `best`, `top:K` or `order`.
    ///
    /// @throws IllegalArgumentException for anything else
    static Question named(String name) {
        return switch (name) {
            case "best" -> new Top(1);
            case "order" -> new Order();
            default -> {
                if (!name.matches("top:[1-9][0-9]{0,8}"))
                    throw new IllegalArgumentException("a question is best, top:K or order but was " + name);
                yield new Top(Integer.parseInt(name.substring(4)));
            }
        };
    }

    /// Whether both orders, best first, give the same answer to this question.
    default boolean sameAnswer(int[] one, int[] other) {
        return switch (this) {
            case Order() -> Arrays.equals(one, other);
            case Top(int k) -> {
                boolean[] in = new boolean[one.length];
                for (int i = 0; i < Math.min(k, one.length); i++) in[one[i]] = true;
                boolean same = true;
                for (int i = 0; i < Math.min(k, one.length); i++) same &= in[other[i]];
                yield same;
            }
        };
    }
}
