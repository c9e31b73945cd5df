/// Numbers and optimisers: stable elementary functions ([Stable]), linear algebra in small ([Cholesky]), gradient
/// optimisers ([GradientOptimizer]) for a [Differentiable], and [NelderMead] where there is no gradient.
///
/// Knows nothing of rankings, judgments or papers.
@NullMarked
package org.broadsheet.numerics;

import org.jspecify.annotations.NullMarked;
