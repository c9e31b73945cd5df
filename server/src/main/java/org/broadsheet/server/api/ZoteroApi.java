package org.broadsheet.server.api;

import java.util.List;
import java.util.Optional;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.Zotero;
import org.broadsheet.server.shelf.ZoteroFailed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A reader's library at Zotero. Its key goes in and never comes out.
@RestController
@RequestMapping("/api/v1")
class ZoteroApi {
    private final Zotero zotero;

    ZoteroApi(Zotero zotero) {
        this.zotero = zotero;
    }

    record CollectionView(String key, String name) {}

    record ZoteroView(
            String library,
            @Nullable String list,
            @Nullable String collection,
            List<CollectionView> collections,
            @Nullable String tried,
            List<String> outcome,
            boolean underWay) {
        static ZoteroView of(Zotero.Connection c) {
            return new ZoteroView(
                    c.library(),
                    c.list().orElse(null),
                    c.collection().isEmpty() ? null : c.collection(),
                    c.collections().stream()
                            .map(o -> new CollectionView(o.key(), o.name()))
                            .toList(),
                    c.triedAt().map(Object::toString).orElse(null),
                    c.outcome(),
                    c.underWay());
        }
    }

    record ZoteroKey(@Nullable String key, @Nullable String user) {}

    record ZoteroImport(@Nullable String list, @Nullable String collection) {}

    record ZoteroExport(@Nullable String list, @Nullable String name) {}

    @GetMapping("/zotero")
    ZoteroView library(Visitor visitor) {
        return zotero.of(Readers.reader(visitor).id()).map(ZoteroView::of).orElseThrow(ZoteroApi::none);
    }

    private static ApiErrors.Missing none() {
        return new ApiErrors.Missing("you gave no key of Zotero; PUT one here");
    }

    @PutMapping("/zotero")
    ZoteroView connect(@RequestBody ZoteroKey body, Visitor visitor) throws ZoteroFailed {
        Reader reader = Readers.reader(visitor);
        return ZoteroView.of(zotero.connect(reader.id(), Readers.need("key", body.key()), Readers.or(body.user(), "")));
    }

    @DeleteMapping("/zotero")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(Visitor visitor) {
        if (!zotero.forget(Readers.reader(visitor).id())) throw none();
    }

    /// Reads again which collections there are.
    @PostMapping("/zotero/collections")
    ZoteroView look(Visitor visitor) throws ZoteroFailed {
        Reader reader = known(visitor);
        return ZoteroView.of(zotero.look(reader.id()));
    }

    private Reader known(Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        if (zotero.of(reader.id()).isEmpty()) throw none();
        return reader;
    }

    @PostMapping("/zotero/import")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ZoteroView bring(@RequestBody ZoteroImport body, Visitor visitor) {
        Reader reader = known(visitor);
        String list = Readers.need("list", body.list());
        return begun(list, zotero.beginBringing(reader.id(), list, Readers.or(body.collection(), Zotero.EVERYTHING)));
    }

    @PostMapping("/zotero/export")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ZoteroView send(@RequestBody ZoteroExport body, Visitor visitor) {
        Reader reader = known(visitor);
        String list = Readers.need("list", body.list());
        return begun(list, zotero.beginSending(reader.id(), list, Readers.need("name", body.name())));
    }

    private static ZoteroView begun(String list, Optional<Zotero.Connection> begun) {
        return begun.map(ZoteroView::of).orElseThrow(() -> Readers.missing("list", list));
    }
}
