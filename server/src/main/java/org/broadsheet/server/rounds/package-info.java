/// Work that is done again and again while the server runs; [Rounds] is what such work extends.
@NullMarked
package org.broadsheet.server.rounds;

import org.jspecify.annotations.NullMarked;
