/// Everything a reader gave, in one open archive, out and in again, here or in another house.
///
/// Start at [ReaderArchive]; `docs/archive.md` says what an archive holds. What stands in it of readers is
/// written
/// and read by the rooms that keep it ([org.broadsheet.server.reader.ReaderData]). Knows no pages.
@NullMarked
package org.broadsheet.server.archive;

import org.jspecify.annotations.NullMarked;
