/// What is kept for a set time only, and the rooms that keep it.
///
/// Start at [Kept]. Knows nothing of who sets the times and who looks after them.
@NullMarked
package org.broadsheet.server.retention;

import org.jspecify.annotations.NullMarked;
