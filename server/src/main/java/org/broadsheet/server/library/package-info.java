/// The library: papers come in, are matched and merged, indexed, encoded, found again.
///
/// Start at [Library]. `Intake` is the way in, `IndexKeeper` and `VectorKeeper` keep what is derived up with the
/// database.
/// Knows the store and the index; knows no web and no Spring Boot.
@NullMarked
package org.broadsheet.server.library;

import org.jspecify.annotations.NullMarked;
