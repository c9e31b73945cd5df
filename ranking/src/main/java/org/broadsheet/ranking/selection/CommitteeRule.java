package org.broadsheet.ranking.selection;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Unranked;

/// Scores sets of items by the ballots of many: a committee score function. The set with the highest score
/// is chosen.
///
/// What one item is worth to a voter is its Borda points (names that end in `-beta`), whether it is among
/// the voter's
/// first places, as many as are to be chosen (`-alpha`) or a stated number (`:K`), or, without an ending,
/// whether the
/// voter's ballot holds it at all: an approval ballot. What a set is worth then depends on the family:
///
/// - sums: `sntv`, `bloc`, `k-borda` and `av` add up all members. Choose them for the items most liked
///   overall.
/// - `cc` (Chamberlin and Courant 1983) counts each voter's best member only: everyone finds one item they
///   like.
/// - `pav` (Thiele 1895) counts the best in full, the second half, the third a third: groups of voters get
///   their
///   proportion of the set.
/// - `monroe` (1995) is `cc` where every member stands for equally many voters.
public interface CommitteeRule {
    /// The name by which [#named] finds it.
    String name();

    /// The score of sets of `size` items of this election.
    SetFunction score(Election<?> election, int size);

    /// The best set there is, or the best found, with what is known of it; see [SubmodularMaximization].
    ///
    /// @param size items wanted; all where there are fewer
    /// @throws IllegalArgumentException for a negative size
    /// @throws QuotasClash              where no set of that size meets the quotas
    default <I> Committee<I> choose(Election<I> election, int size, Quotas<I> quotas, SubmodularMaximization search) {
        if (size < 0) throw new IllegalArgumentException("a set has 0 or more items, not " + size);
        int seats = Math.min(size, election.size());
        IndependenceSystem allowed = QuotaSystem.of(election.items(), seats, quotas);
        SubmodularMaximization.Maximum found = search.maximize(score(election, seats), allowed);
        return new Committee<>(
                IntStream.of(found.items()).mapToObj(election.items()::get).toList(),
                found.value(),
                found.bound(),
                found.guarantee());
    }

    /// This rule as a way to choose from rankings, each of which is one voter.
    default <I> SetSelector<I> asSelector(Unranked unranked, TieBreaker<I> ties, SubmodularMaximization search) {
        return (voters, size, quotas) -> choose(Election.of(voters, unranked, ties), size, quotas, search)
                .members();
    }

    /// Single non-transferable vote: the number of voters whose first choice is in.
    static CommitteeRule sntv() {
        return sum("sntv", new Satisfaction.First(1));
    }

    /// Bloc: each voter approves of as many first places as are to be chosen.
    static CommitteeRule bloc() {
        return sum("bloc", new Satisfaction.First(0));
    }

    /// The sum of Borda points.
    static CommitteeRule kBorda() {
        return sum("k-borda", new Satisfaction.Borda());
    }

    /// Approval voting: the number of approvals.
    static CommitteeRule approval() {
        return sum("av", new Satisfaction.Held());
    }

    /// Chamberlin-Courant by Borda points (beta-CC): the best member alone counts.
    static CommitteeRule chamberlinCourant() {
        return named("cc-beta");
    }

    /// Proportional approval voting of approval ballots.
    static CommitteeRule proportionalApproval() {
        return named("pav");
    }

    /// Monroe's rule by Borda points.
    static CommitteeRule monroe() {
        return named("monroe-beta");
    }

    private static CommitteeRule sum(String name, Satisfaction satisfaction) {
        return new OrderedWeightsRule(name, satisfaction, _ -> 1);
    }

    /// One rule of each name.
    static List<CommitteeRule> all() {
        return List.of(
                sntv(),
                bloc(),
                kBorda(),
                approval(),
                named("cc"),
                named("cc-alpha"),
                named("cc-beta"),
                named("pav"),
                named("pav-alpha"),
                named("pav-beta"),
                named("monroe"),
                named("monroe-alpha"),
                named("monroe-beta"));
    }

    /// A rule by its name: those of [#all], and `av:K`, `cc:K`, `pav:K`, `monroe:K` for the first K places.
    ///
    /// @throws IllegalArgumentException for any other name, with those there are
    static CommitteeRule named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        switch (wanted) {
            case "sntv" -> {
                return sntv();
            }
            case "bloc" -> {
                return bloc();
            }
            case "k-borda" -> {
                return kBorda();
            }
            default -> {}
        }
        String[] parts = wanted.split("[-:]", 2);
        Satisfaction satisfaction = satisfaction(name, wanted.substring(parts[0].length()));
        IntToDoubleFunction best = place -> place == 0 ? 1 : 0;
        return switch (parts[0]) {
            case "av" -> sum(wanted, satisfaction);
            case "cc" -> new OrderedWeightsRule(wanted, satisfaction, best);
            case "pav" -> new OrderedWeightsRule(wanted, satisfaction, place -> 1.0 / (place + 1));
            case "monroe" -> new Monroe(wanted, satisfaction);
            default -> throw unknown(name);
        };
    }

    private static Satisfaction satisfaction(String name, String ending) {
        return switch (ending) {
            case "" -> new Satisfaction.Held();
            case "-alpha" -> new Satisfaction.First(0);
            case "-beta" -> new Satisfaction.Borda();
            default -> {
                if (!ending.matches(":[1-9][0-9]{0,8}")) throw unknown(name);
                yield new Satisfaction.First(Integer.parseInt(ending.substring(1)));
            }
        };
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("there is no rule \"" + name + "\" to choose a set; there are "
                + String.join(", ", "sntv", "bloc", "k-borda", "av, cc, pav, monroe")
                + ", each of the last four also with -alpha, -beta or :K behind it");
    }
}
