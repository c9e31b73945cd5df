/// (to be written with the module's first class)
@NullMarked
package org.broadsheet.cli;

import org.jspecify.annotations.NullMarked;
