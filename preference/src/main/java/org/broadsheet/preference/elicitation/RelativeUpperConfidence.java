package org.broadsheet.preference.elicitation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.preference.judgment.Outcome;

/// RUCB (Zoghi, Whiteson, Munos and de Rijke, ICML 2014, algorithm 1): an item that may yet beat all others
/// against the
/// one that may yet beat it most. Needs an item that beats every other, and nothing else.
final class RelativeUpperConfidence implements DuelingBandit {
    private final DuelLog log;
    private final double alpha;
    private final RandomGenerator random;
    private int time;
    private int hypothesised = -1; // the item that is held to be best, or -1

    RelativeUpperConfidence(int items, double alpha, RandomGenerator random) {
        this.log = new DuelLog(items);
        this.alpha = alpha;
        this.random = random;
    }

    /// The upper end of the chance that `a` is preferred to `b` by time `t`; 1 where they were never
    /// compared.
    static double upper(DuelLog log, int a, int b, double alpha, int t) {
        if (a == b) return 0.5;
        double count = log.count(a, b);
        return count == 0 ? 1 : log.wins(a, b) / count + Math.sqrt(alpha * Math.log(t) / count);
    }

    @Override
    public Duel next() {
        time++; // also where nothing is asked, so that doubt comes back in the end
        int n = log.items();
        int[] champions = IntStream.range(0, n)
                .filter(c -> IntStream.range(0, n).allMatch(j -> upper(log, c, j, alpha, time) >= 0.5))
                .toArray();
        int held = hypothesised;
        if (held >= 0 && Arrays.stream(champions).noneMatch(c -> c == held)) hypothesised = -1;
        int champion = champion(champions);
        double most = Double.NEGATIVE_INFINITY;
        int[] rivals = new int[n];
        int count = 0;
        for (int j = 0; j < n; j++) {
            double may = upper(log, j, champion, alpha, time);
            if (may > most) count = 0;
            if (may >= most) rivals[count++] = j;
            most = Math.max(most, may);
        }
        // Among equals not the champion itself.
        int[] others =
                Arrays.stream(rivals, 0, count).filter(j -> j != champion).toArray();
        return new Duel(champion, others.length == 0 ? champion : others[random.nextInt(others.length)]);
    }

    private int champion(int[] champions) {
        if (champions.length == 0) return random.nextInt(log.items());
        if (champions.length == 1) {
            hypothesised = champions[0];
            return hypothesised;
        }
        if (hypothesised >= 0 && random.nextBoolean()) return hypothesised;
        int held = hypothesised;
        int[] others = Arrays.stream(champions).filter(c -> c != held).toArray();
        return others[random.nextInt(others.length)];
    }

    @Override
    public void observe(Duel duel, Outcome outcome) {
        log.record(duel, outcome);
    }

    @Override
    public int recommendation() {
        return hypothesised >= 0 ? hypothesised : log.copelandBest();
    }

    @Override
    public DuelLog log() {
        return log;
    }
}
