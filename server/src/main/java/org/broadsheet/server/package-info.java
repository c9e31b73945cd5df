/// (to be written with the module's first class)
@NullMarked
package org.broadsheet.server;

import org.jspecify.annotations.NullMarked;
