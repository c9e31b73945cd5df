/// Plots as self-contained SVG: lines, points, bars, intervals, bands and matrices, with axes and legend, for light
/// and dark pages. Start at [Chart] or [HeatMap]; both are a [Figure].
///
/// Knows numbers and words, nothing of what they mean.
@NullMarked
package org.broadsheet.chart;

import org.jspecify.annotations.NullMarked;
