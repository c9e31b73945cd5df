package org.broadsheet.server.store;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database cannot be used; the message says why and what to do.
public final class StoreFailed extends RuntimeException {
    public StoreFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// That a SQLite file is damaged, said for people.
    ///
    /// @param file  the database file, or what else names it
    /// @param cause what SQLite said
    public static StoreFailed damaged(String file, Throwable cause) {
        return new StoreFailed(
                file + " is damaged or no database of Broadsheet's: put it aside and restore the last backup"
                        + " (broadsheet restore FILE --data NEW-DIRECTORY)",
                cause);
    }

    /// Whether what went wrong means that a SQLite file is damaged, or no database at all.
    ///
    /// @param e what was thrown, whose causes are looked at too
    public static boolean isDamage(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof SQLiteException s
                    && (s.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
                            || s.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB)) return true;
        return false;
    }
}
