package org.broadsheet.preference.elicitation;

import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.Outcome;

/// The last winner meets any other, and whoever wins stays: what people do without a plan.
final class WinnerStays implements DuelingBandit {
    private final DuelLog log;
    private final RandomGenerator random;
    private int holder;

    WinnerStays(int items, RandomGenerator random) {
        this.log = new DuelLog(items);
        this.random = random;
        this.holder = random.nextInt(items);
    }

    @Override
    public Duel next() {
        int n = log.items();
        if (n == 1) return new Duel(0, 0);
        int other = random.nextInt(n - 1);
        return new Duel(holder, other < holder ? other : other + 1);
    }

    @Override
    public void observe(Duel duel, Outcome outcome) {
        log.record(duel, outcome);
        if (outcome == Outcome.LEFT) holder = duel.first();
        if (outcome == Outcome.RIGHT) holder = duel.second();
    }

    @Override
    public int recommendation() {
        return holder;
    }

    @Override
    public DuelLog log() {
        return log;
    }
}
