/// Runnable, seeded experiments, each of which reproduces the claim of one published method in miniature:
/// baseline
/// beside method, a table, a plot, a verdict that can fail.
///
/// [Studies] lists them all. `frame` says what a study is; every other package holds the studies of one room.
@NullMarked
package org.broadsheet.studies;

import org.jspecify.annotations.NullMarked;
