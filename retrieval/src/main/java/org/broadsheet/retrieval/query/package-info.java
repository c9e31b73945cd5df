/// What people type into a search box, understood.
///
/// Start at [SearchQuery]. Knows no index.
@NullMarked
package org.broadsheet.retrieval.query;

import org.jspecify.annotations.NullMarked;
