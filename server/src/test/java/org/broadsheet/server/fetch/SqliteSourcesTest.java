package org.broadsheet.server.fetch;

import org.broadsheet.server.library.LibrarySettings;

class SqliteSourcesTest extends SourcesContract {
    @Override
    LibrarySettings settings() {
        return LibrarySettings.in(folder);
    }
}
