/// How good recommendations are. [Split] parts [Interactions] into what is learned from and what is held
/// back; lists
/// are then a `Run` and what was held back its `Qrels`, measured like any retrieval (precision, recall,
/// `success`
/// for the hit rate, map, recip_rank, ndcg). Beside that: [BeyondAccuracy], [Continuation], [RatingErrors],
/// [Business], [OffPolicy] estimates and [SampledRanks].
///
/// Knows users and items by name.
@NullMarked
package org.broadsheet.evaluation.recommender;

import org.jspecify.annotations.NullMarked;
