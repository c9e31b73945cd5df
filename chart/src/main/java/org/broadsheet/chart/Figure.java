package org.broadsheet.chart;

/// A picture of numbers that can be printed as one SVG element: self-contained, legible on light and dark pages (it
/// follows `prefers-color-scheme`), told apart by shape as well as by colour, with title and description for people
/// who do not see it. All text is escaped. The same figure always gives the same text.
public sealed interface Figure permits ArcDiagram, Chart, CriticalDifferenceDiagram, HeatMap {
    String title();

    /// What the picture shows, in a sentence or two, for those who do not see it.
    String description();

    /// One `svg` element, to stand in an HTML page or, as it is, in a file.
    String svg();
}
