/// Text as sources write it (TeX, HTML entities and tags, odd spaces, broken encodings) made into text as people read
/// it.
///
/// Start at [PlainText]. Knows nothing of papers.
@NullMarked
package org.broadsheet.corpus.text;

import org.jspecify.annotations.NullMarked;
