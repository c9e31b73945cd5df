package org.broadsheet.corpus.format;

import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.SourceRecord;

/// Takes what a format reads, one record at a time, in the order of the file.
public interface RecordSink {
    /// A good record.
    ///
    /// @param where the place in the file, for people: `line 12`, `record 3`, `entry smith2020`
    void accept(SourceRecord record, String where);

    /// A notice of a paper that stands outside the paper's own record. Who only wants papers passes it
    /// over.
    default void notice(NoticeRecord notice) {}

    /// A record that could not be read; reading goes on where it can.
    ///
    /// @param why one sentence that says what is wrong
    void reject(String where, String why);

    /// The place where the file broke off: a record that could not be read, and none comes after it.
    default void brokeOff(String where, String why) {
        reject(where, why);
    }
}
