package org.broadsheet.preference.judgment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.broadsheet.preference.judgment.Conversions.PairWeight;
import org.broadsheet.ranking.vote.Ballot;
import org.broadsheet.ranking.vote.Election;
import org.broadsheet.ranking.vote.Unranked;
import org.broadsheet.ranking.vote.VotingRule;
import org.junit.jupiter.api.Test;

class ConversionsTest {
    private static final Occasion ANNA = Occasion.by("anna")
            .weighing(3)
            .at(Instant.EPOCH)
            .from(Occasion.Source.MODEL)
            .withPropensity(0.5);

    @Test
    void aListSaysAPairForEveryTwo() {
        RankedPreference<String, String> list =
                new RankedPreference<>("q", List.of(List.of("a"), List.of("b", "c"), List.of("d")), ANNA);
        List<PairwisePreference<String, String>> pairs = Conversions.pairs(list, PairWeight.EACH);
        assertThat(pairs)
                .extracting(p -> p.left() + p.outcome().key().charAt(0) + p.right() + (int) p.margin())
                .containsExactlyInAnyOrder("alb1", "alc1", "ald2", "btc0", "bld1", "cld1");
        assertThat(pairs).allSatisfy(p -> {
            assertThat(p.occasion()).isEqualTo(ANNA);
            assertThat(p.context()).isEqualTo("q");
        });
        assertThat(Conversions.pairs(list, PairWeight.SHARED).stream()
                        .mapToDouble(p -> p.occasion().weight())
                        .sum())
                .isEqualTo(3);
    }

    @Test
    void aChoiceBeatsWhatWasPassedOverAndOrdersNothingElse() {
        Choice<String, String> choice = new Choice<>("", "b", List.of("a", "c"), ANNA);
        assertThat(Conversions.pairs(choice, PairWeight.SHARED))
                .extracting(p -> p.left() + ">" + p.right() + " " + p.occasion().weight())
                .containsExactly("b>a 1.5", "b>c 1.5");
        assertThat(Conversions.pairs(new Thumb<>("", "a", true, ANNA), PairWeight.EACH))
                .isEmpty();
    }

    @Test
    void thumbsAndRatings() {
        Thumb<String, String> up = new Thumb<>("", "a", true, ANNA);
        assertThat(Conversions.thumb(Conversions.rating(up), 0.5)).isEqualTo(up);
        Thumb<String, String> down = new Thumb<>("", "a", false, ANNA);
        assertThat(Conversions.thumb(Conversions.rating(down), 0.5)).isEqualTo(down);
        assertThat(Conversions.thumb(Rating.of("", "a", Rating.Scale.STARS, 4), 0.75)
                        .up())
                .isTrue();
        assertThat(Conversions.thumb(Rating.of("", "a", Rating.Scale.STARS, 3), 0.75)
                        .up())
                .isFalse();
        assertThatThrownBy(() -> Conversions.thumb(Rating.of("", "a", Rating.Scale.STARS, 3), 0))
                .hasMessageContaining("0.0");
    }

    /// Stars of one judge and one context make one list; another scale counts by its share; the last word
    /// counts.
    @Test
    void whatOneJudgeSaidOfSeveralIsAnOrder() {
        List<Judgment<String, String>> said = List.of(
                Rating.of("q", "a", Rating.Scale.STARS, 5).on(Occasion.by("anna")),
                Rating.of("q", "b", Rating.Scale.STARS, 1).on(Occasion.by("anna")),
                Rating.of("q", "c", new Rating.Scale(0, 100), 100).on(Occasion.by("anna")),
                Rating.of("q", "b", Rating.Scale.STARS, 3)
                        .on(Occasion.by("anna").at(Instant.EPOCH)),
                new Thumb<String, String>("q", "d", false, Occasion.by("anna").weighing(3)),
                Rating.of("other", "a", Rating.Scale.STARS, 5).on(Occasion.by("anna")),
                Rating.of("q", "a", Rating.Scale.STARS, 2).on(Occasion.by("bert")),
                PairwisePreference.better("q", "d", "a"));
        List<RankedPreference<String, String>> lists = Conversions.rankings(said);
        assertThat(lists).singleElement().satisfies(l -> {
            assertThat(l.tiers()).containsExactly(List.of("a", "c"), List.of("b"), List.of("d"));
            assertThat(l.occasion().judge()).isEqualTo("anna");
            assertThat(l.occasion().weight()).isEqualTo(1.5);
            assertThat(l.occasion().time()).contains(Instant.EPOCH);
        });
    }

    @Test
    void pairsAsListsAndListsAsChoices() {
        for (Outcome outcome : Outcome.values()) {
            PairwisePreference<String, String> pair =
                    PairwisePreference.of("", "a", "b", outcome).on(ANNA);
            RankedPreference<String, String> list = Conversions.ranking(pair);
            PairwisePreference<String, String> back =
                    Conversions.pairs(list, PairWeight.EACH).getFirst();
            assertThat(outcome == Outcome.RIGHT ? back.swapped() : back).isEqualTo(pair);
            assertThat(pair.swapped().swapped()).isEqualTo(pair);
        }
        RankedPreference<String, String> top2 =
                new RankedPreference<>("", List.of(List.of("a"), List.of("b"), List.of("c", "d")), ANNA);
        assertThat(Conversions.choices(top2))
                .containsExactly(
                        new Choice<>("", "a", List.of("b", "c", "d"), ANNA),
                        new Choice<>("", "b", List.of("c", "d"), ANNA));
        assertThatThrownBy(() ->
                        Conversions.choices(new RankedPreference<>("", List.of(List.of("a", "b"), List.of("c")), ANNA)))
                .hasMessageContaining("[a, b]");
    }

    @Test
    void aListVotes() {
        RankedPreference<String, String> list =
                new RankedPreference<>("", List.of(List.of("a"), List.of("b", "c")), ANNA);
        Election<String> election = new Election<>(
                List.of(Conversions.ballot(list)), Unranked.LAST, org.broadsheet.ranking.TieBreaker.ascending());
        assertThat(VotingRule.borda().rank(election).items().getFirst()).isEqualTo("a");
        assertThat(election.totalWeight()).isEqualTo(3);
    }

    @Test
    void allJudgmentsVote() {
        List<Ballot<String>> ballots = Conversions.ballots(List.of(
                PairwisePreference.of("", "a", "b", Outcome.RIGHT),
                new Thumb<>("", "a", true, Occasion.by("bob")),
                new Thumb<>("", "c", false, Occasion.by("bob")),
                new Thumb<>("", "c", true, Occasion.by("only one")),
                new Choice<>("", "c", List.of("a", "b"), ANNA)));
        assertThat(ballots.stream().map(b -> b.ranking().items()))
                .containsExactly(List.of("b", "a"), List.of("c", "a", "b"), List.of("a", "c"));
        assertThat(ballots.get(1).weight()).isEqualTo(3);
        // The two that were passed over tie.
        assertThat(ballots.get(1).ranking().scored().stream().map(s -> s.score()))
                .containsExactly(2.0, 1.0, 1.0);
    }

    @Test
    void aJudgeThatPrefersTheFirstPlaceDecidesNothing() {
        PairwiseJudge<String, String> first = (_, left, _) -> new PairwiseJudge.Verdict(Outcome.LEFT, left);
        assertThat(first.bothWays().judge("", "a", "b").outcome()).isEqualTo(Outcome.TIE);
        PairwiseJudge<String, String> longer = PairwiseJudge.of((_, text) -> text.length(), 1);
        assertThat(longer.judge("", "aaa", "b").outcome()).isEqualTo(Outcome.LEFT);
        assertThat(longer.judge("", "aa", "b").outcome()).isEqualTo(Outcome.TIE);
        assertThat(longer.bothWays().judge("", "a", "bbb").outcome()).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void whatCannotBeIsTold() {
        assertThatThrownBy(() -> PairwisePreference.better("", "a", "a")).hasMessageContaining("itself");
        assertThatThrownBy(() -> Occasion.UNKNOWN.weighing(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Occasion.UNKNOWN.weighing(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> Occasion.UNKNOWN.withPropensity(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> Rating.of("", "a", Rating.Scale.STARS, 6)).hasMessageContaining("6");
        assertThatThrownBy(() -> new Rating<>("", "a", Rating.Scale.STARS, 5, Map.of("clarity", 0.0), ANNA))
                .hasMessageContaining("clarity");
        assertThatThrownBy(() -> new Rating.Scale(1, 1)).hasMessageContaining("1.0");
        assertThatThrownBy(() -> RankedPreference.ofOrder("", List.of("a", "b", "a")))
                .hasMessageContaining("a");
        assertThatThrownBy(() -> new RankedPreference<>("", List.of(List.of()), ANNA))
                .hasMessageContaining("tier");
        assertThatThrownBy(() -> new Choice<>("", "a", List.of(), ANNA)).hasMessageContaining("two");
        assertThatThrownBy(() -> new Choice<>("", "a", List.of("a"), ANNA)).hasMessageContaining("passed over");
        assertThatThrownBy(() -> new PairwisePreference<>("", "a", "b", Outcome.TIE, 1, ANNA))
                .hasMessageContaining("0 for a tie");
        assertThatThrownBy(() -> new PairwisePreference<>("", "a", "b", Outcome.LEFT, Double.NaN, ANNA))
                .hasMessageContaining("NaN");
        assertThat(ANNA.inversePropensityWeight()).isEqualTo(6);
    }
}
