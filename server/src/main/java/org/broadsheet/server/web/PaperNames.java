package org.broadsheet.server.web;

import java.util.Map;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.library.Library;

/// Papers by the name in an address such as `/papers/2409.00001/judgment` or `/papers/math/0309136/judgment`.
final class PaperNames {
    private PaperNames() {}

    /// @param path the variables of the address: `name`, and `archive` where the name has two parts
    /// @throws NotFound where no paper is called so
    static Paper find(Library library, Map<String, String> path) {
        String archive = path.getOrDefault("archive", "");
        String name = (archive.isEmpty() ? "" : archive + "/") + path.getOrDefault("name", "");
        return library.paper(name)
                .orElseThrow(() -> new NotFound("No paper here is called “"
                        + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + "”."));
    }
}
