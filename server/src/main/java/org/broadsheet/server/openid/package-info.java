/// Signing in through another service that speaks OpenID Connect: where to send a browser, and what to believe
/// of what it brings back.
///
/// Start at [OpenIdProvider]. Knows nothing of accounts, pages and sessions.
@NullMarked
package org.broadsheet.server.openid;

import org.jspecify.annotations.NullMarked;
