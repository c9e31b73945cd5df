/// Plots as self-contained SVG: lines, points, bars, intervals, bands, matrices and arcs, with axes and legend,
/// for light and dark pages. Start at [Chart], [HeatMap] or [ArcDiagram]; each is a [Figure].
///
/// Knows numbers and words, nothing of what they mean.
@NullMarked
package org.broadsheet.chart;

import org.jspecify.annotations.NullMarked;
