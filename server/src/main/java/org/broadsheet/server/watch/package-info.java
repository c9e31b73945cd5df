/// What is new of the papers a reader keeps: revised, printed elsewhere, corrected, retracted.
///
/// Start at [News]. Papers are compared where they come in; here it is asked whom it concerns. Sends
/// nothing.
@NullMarked
package org.broadsheet.server.watch;

import org.jspecify.annotations.NullMarked;
