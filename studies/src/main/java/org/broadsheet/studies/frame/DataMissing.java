package org.broadsheet.studies.frame;

/// A study needs public data that are not on this machine; the message says which and where they were
/// looked for.
public final class DataMissing extends RuntimeException {
    public DataMissing(String message) {
        super(message);
    }
}
