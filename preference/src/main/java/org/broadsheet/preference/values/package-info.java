/// What a group wants to be guided by, found out by asking which of two values is wiser to follow in a
/// context: the votes make a graph, the graph an order of values, the order guidelines.
///
/// Start at [MoralGraph]; [Guidelines] puts it to use, [SixCriteria] says whether it deserves that.
@NullMarked
package org.broadsheet.preference.values;

import org.jspecify.annotations.NullMarked;
