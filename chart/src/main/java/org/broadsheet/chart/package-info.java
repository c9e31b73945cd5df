/// Plots as self-contained SVG: lines, points, bars, intervals, matrices, with axes, legends, light and dark.
///
/// Knows numbers and words, nothing of what they mean.
@NullMarked
package org.broadsheet.chart;

import org.jspecify.annotations.NullMarked;
