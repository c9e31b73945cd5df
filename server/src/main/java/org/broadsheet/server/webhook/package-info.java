/// Telling programs elsewhere when something happens: a new edition, papers for what is followed.
///
/// Start at [Webhooks]; [Happenings] notices, [Messenger] delivers. Signed as Standard Webhooks has it, at
/// least once,
/// and never into a private network. Knows no pages.
@NullMarked
package org.broadsheet.server.webhook;

import org.jspecify.annotations.NullMarked;
