package org.broadsheet.server.digest;

import org.broadsheet.server.post.Letter;

/// Makes letters of what goes into them.
public interface Typesetter {
    /// The edition by mail.
    Letter digest(Digest digest);

    /// Asks whoever has an address whether they want it.
    Letter confirmation(Subscription subscription);

    /// Says to somebody who asked again that they have it already.
    Letter known(Subscription subscription);
}
