/// How somebody becomes known: passwords, sessions, links that work once, tokens of programs.
///
/// Start at [SignIn]. Keeps digests instead of secrets. Knows nothing of pages and forms.
@NullMarked
package org.broadsheet.server.signin;

import org.jspecify.annotations.NullMarked;
