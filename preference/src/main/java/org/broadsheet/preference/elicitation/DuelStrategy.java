package org.broadsheet.preference.elicitation;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/// A way to choose pairs, by name; it makes a [DuelingBandit] for one pool of items.
///
/// | name | asks | for |
/// | --- | --- | --- |
/// | `random` | any pair | comparison |
/// | `winner-stays` | the last winner against any other | comparison; no model |
/// | `rucb` | who may yet beat all, against who may yet beat it | the best item, little regret; no model |
/// | `double-thompson` | draws of who beats whom | the same |
/// | `btm` | the least asked about against any other, losers leave | the best item; horizon known |
/// | `ucb` | the favourite against the most promising rival | the best item, with a model of utilities |
/// | `top-two` | the two best by the model | what `ucb` is without its bonus |
/// | `thompson` | the best of two draws of utilities | the best item, little regret, with a model |
/// | `information` | the pair whose answer tells most | the order of all |
/// | `mst` | a spanning tree of pairs that tell most | the order, several people at a time |
/// | `self-exploring` | pairs from a policy that leaves what it did | new areas of a pool with features |
public interface DuelStrategy {
    String name();

    /// @param pool what can be asked about
    DuelingBandit start(Pool pool, RandomGenerator random);

    /// What can be asked about, and for how long.
    ///
    /// @param model    how utilities are read off answers, for those that look at them
    /// @param features one row an item, for those that need them; an own feature each where there are none
    /// @param horizon  answers that will be there in the end, from 1, for those that plan by it
    @SuppressWarnings("ArrayRecordComponent") // handed on as they are, never compared
    record Pool(UtilityModel model, double[][] features, int horizon) {
        public Pool {
            if (horizon < 1)
                throw new IllegalArgumentException("there is at least one answer to plan for, not " + horizon);
            if (features.length != model.items())
                throw new IllegalArgumentException(
                        "there are " + model.items() + " items but features of " + features.length);
        }

        /// Items without features, each with a utility of its own (Bradley-Terry, prior deviation 1.5).
        public static Pool of(int items, int horizon) {
            double[][] own = new double[items][items];
            for (int i = 0; i < items; i++) own[i][i] = 1;
            return new Pool(UtilityModel.bradleyTerry(items, 1.5), own, horizon);
        }

        public int items() {
            return model.items();
        }
    }

    private static DuelStrategy of(String name, BiFunction<Pool, RandomGenerator, DuelingBandit> make) {
        return new DuelStrategy() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public DuelingBandit start(Pool pool, RandomGenerator random) {
                return make.apply(pool, random);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    private static DuelStrategy model(String name, ModelBandit.PairChoice choice, int warmUp) {
        return of(name, (pool, random) -> new ModelBandit(pool.model, choice, warmUp, random));
    }

    /// The favourite against the rival of the highest utility plus sqrt(nu) deviations; five random pairs
    /// first.
    ///
    /// @param nu from 0
    static DuelStrategy ucb(double nu) {
        return model("ucb:" + nu, new ModelBandit.Optimistic(nu), 5);
    }

    /// As [SelfExploring] does, from an even policy.
    static DuelStrategy selfExploring(SelfExploring.Settings settings) {
        return of(
                "self-exploring:" + settings.alpha(),
                (pool, random) -> new SelfExploring(pool.features, new double[pool.items()], settings, random));
    }

    /// One strategy of each name.
    static List<DuelStrategy> all() {
        return List.of(
                model("random", new ModelBandit.AnyPair(), 0),
                of("winner-stays", (pool, random) -> new WinnerStays(pool.items(), random)),
                of("rucb", (pool, random) -> new RelativeUpperConfidence(pool.items(), 0.51, random)),
                of("double-thompson", (pool, random) -> new DoubleThompson(pool.items(), 0.51, random)),
                of("btm", (pool, random) -> new BeatTheMean(pool.items(), pool.horizon, 1, random)),
                model("ucb", new ModelBandit.Optimistic(1), 5),
                model("top-two", new ModelBandit.Optimistic(0), 5),
                model("thompson", new ModelBandit.Thompson(), 0),
                model("information", new ModelBandit.Informative(false), 0),
                model("mst", new ModelBandit.Informative(true), 0),
                of("self-exploring", selfExploring(SelfExploring.Settings.DEFAULT)::start));
    }

    /// A strategy by its name: those of [#all], `ucb:NU` and `self-exploring:ALPHA`.
    ///
    /// @throws IllegalArgumentException for any other name, with those there are
    static DuelStrategy named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        try {
            if (wanted.startsWith("ucb:")) return ucb(Double.parseDouble(wanted.substring(4)));
            if (wanted.startsWith("self-exploring:"))
                return selfExploring(
                        SelfExploring.Settings.DEFAULT.withAlpha(Double.parseDouble(wanted.substring(15))));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "after the colon of \"" + name + "\" there has to be a number: ucb:0.5, self-exploring:0.01");
        }
        for (DuelStrategy strategy : all()) if (strategy.name().equals(wanted)) return strategy;
        throw new IllegalArgumentException("there is no way to choose pairs called \"" + name + "\"; there are "
                + String.join(", ", all().stream().map(DuelStrategy::name).toList())
                + ", ucb:NU, self-exploring:ALPHA");
    }
}
