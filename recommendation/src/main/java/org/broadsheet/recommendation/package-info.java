/// (to be written with the module's first class)
@NullMarked
package org.broadsheet.recommendation;

import org.jspecify.annotations.NullMarked;
