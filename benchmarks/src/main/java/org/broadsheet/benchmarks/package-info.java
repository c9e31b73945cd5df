/// (to be written with the module's first class)
@NullMarked
package org.broadsheet.benchmarks;

import org.jspecify.annotations.NullMarked;
