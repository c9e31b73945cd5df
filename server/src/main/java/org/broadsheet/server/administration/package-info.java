/// Running the house: what administrators set, and who did what.
///
/// Start at [Settings]; deeds go to [AuditLog]. Knows nothing of pages and forms.
@NullMarked
package org.broadsheet.server.administration;

import org.jspecify.annotations.NullMarked;
