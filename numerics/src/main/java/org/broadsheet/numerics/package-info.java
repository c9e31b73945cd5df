/// Numbers and optimisers: stable elementary functions, special functions, linear algebra in small, gradient and
/// derivative-free optimisers.
///
/// Knows nothing of rankings, judgments or papers.
@NullMarked
package org.broadsheet.numerics;

import org.jspecify.annotations.NullMarked;
