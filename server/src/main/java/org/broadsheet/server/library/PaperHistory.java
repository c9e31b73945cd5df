package org.broadsheet.server.library;

import java.util.List;
import org.broadsheet.server.store.MergeEvent;
import org.broadsheet.server.store.StoredRecord;

/// Where a paper's record comes from.
///
/// @param records what its sources say now, oldest first
/// @param merges  every record that joined it or left it, those taken back included, oldest first
public record PaperHistory(List<StoredRecord> records, List<MergeEvent> merges) {
    public PaperHistory {
        records = List.copyOf(records);
        merges = List.copyOf(merges);
    }
}
