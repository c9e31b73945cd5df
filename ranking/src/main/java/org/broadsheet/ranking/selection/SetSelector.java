package org.broadsheet.ranking.selection;

import java.util.List;
import org.broadsheet.ranking.Ranking;

/// Chooses a set of items from several rankings of them.
///
/// Laws, held by `SetSelectorContractTest`: exactly the smaller of `size` and the number of ranked items,
/// all distinct;
/// quotas are met or a [QuotasClash] names the groups at odds; neither the order of the voters nor that of
/// the quotas
/// matters; voters who all come twice change nothing.
@FunctionalInterface
public interface SetSelector<I> {
    /// @param voters rankings of the same items, each one voter's; may be partial
    /// @param size   items wanted, from 0
    /// @return the chosen items, in the order in which they were chosen
    /// @throws QuotasClash where no set of that size meets the quotas
    List<I> select(List<Ranking<I>> voters, int size, Quotas<I> quotas);
}
