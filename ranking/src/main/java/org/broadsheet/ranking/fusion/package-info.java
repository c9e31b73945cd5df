/// One ranking from several.
///
/// Start at [RankingFusion].
@NullMarked
package org.broadsheet.ranking.fusion;

import org.jspecify.annotations.NullMarked;
