/// How often a reader may do what others have to bear.
///
/// Start at [Pace]; who goes faster meets [TooOften]. Counts in this process's memory; knows neither pages nor papers.
@NullMarked
package org.broadsheet.server.pace;

import org.jspecify.annotations.NullMarked;
