package org.broadsheet.server.library;

class SqliteLibraryTest extends LibraryContract {
    @Override
    LibrarySettings settings() {
        return LibrarySettings.in(folder);
    }
}
