/// Papers in files and back: one class a format, recognised from content, read as a stream.
///
/// Start at [PaperFormats]; a format is a [PaperFormat], what it reads goes to a [RecordSink].
/// Knows no storage: whoever reads decides what to do with a record.
@NullMarked
package org.broadsheet.corpus.format;

import org.jspecify.annotations.NullMarked;
