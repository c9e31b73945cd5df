package org.broadsheet.evaluation.adjudication;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// Every run has a priority, equal at first. The run in use stays while its documents are relevant; after
/// one that is
/// not, its priority falls by one and the first run of the highest priority is next.
record MoveToFront() implements AdjudicationMethod {
    @Override
    public String name() {
        return "mtf";
    }

    @Override
    public Adjudicator start(Pool pool, RandomGenerator random) {
        return new Front(pool);
    }

    private static final class Front implements Adjudicator {
        private final Unjudged unjudged;
        private final int[] priority;
        private int run = -1;
        private Optional<String> now;

        Front(Pool pool) {
            unjudged = new Unjudged(pool);
            priority = new int[pool.runs().size()];
            now = advance();
        }

        private Optional<String> advance() {
            if (run >= 0) {
                Optional<String> further = unjudged.first(run);
                if (further.isPresent()) return further;
            }
            run = -1;
            for (int r = 0; r < priority.length; r++)
                if ((run < 0 || priority[r] > priority[run])
                        && unjudged.first(r).isPresent()) run = r;
            return run < 0 ? Optional.empty() : unjudged.first(run);
        }

        @Override
        public Optional<String> next() {
            return now;
        }

        @Override
        public void judged(String document, boolean relevant) {
            Unjudged.expect(now, document);
            unjudged.add(document);
            if (!relevant) {
                priority[run]--;
                run = -1;
            }
            now = advance();
        }
    }
}
