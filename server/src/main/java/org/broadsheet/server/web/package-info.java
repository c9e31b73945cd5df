/// The pages people read: rendered here, complete without script.
///
/// Start at [EditionPages], the front page; one class a kind of page, all package-private. `Views` turns papers into
/// what templates print.
/// Knows the library and the editions; decides nothing about papers.
@NullMarked
package org.broadsheet.server.web;

import org.jspecify.annotations.NullMarked;
