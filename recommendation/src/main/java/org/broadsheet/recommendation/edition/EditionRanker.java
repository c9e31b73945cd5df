package org.broadsheet.recommendation.edition;

import java.util.List;

/// Chooses an edition from what came in.
///
/// Laws, held by `EditionRankerContractTest`: items are distinct and among the candidates; at most as many as asked
/// for; every candidate that was
/// not chosen is named in `rest`; a reason has 1 to 90 characters; an item's parts add up to its score; the order of
/// the candidates does not matter; no candidates make an empty selection.
@FunctionalInterface
public interface EditionRanker {
    Selection select(EditionRequest request, List<Candidate> candidates);
}
