/// The `broadsheet` command: one class a verb, thin over the rooms below.
///
/// Start at [Main]. Knows how to read arguments and print results; everything else it asks for.
@NullMarked
package org.broadsheet.cli;

import org.jspecify.annotations.NullMarked;
