/// Passkeys: ways into an account that a device keeps, by Web Authentication.
///
/// Start at [Passkeys]. Knows nothing of pages and sessions.
@NullMarked
package org.broadsheet.server.passkey;

import org.jspecify.annotations.NullMarked;
