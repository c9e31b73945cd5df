/// (to be written with the module's first class)
@NullMarked
package org.broadsheet.retrieval;

import org.jspecify.annotations.NullMarked;
