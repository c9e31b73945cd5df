package org.broadsheet.server.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibraryStatus;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What those who run the house ask by machine: whether it lives, whether it can do its work, and its
/// measures. None of
/// it tells of readers: requests are counted by the pattern of their address, never by the address.
///
/// `/metrics` is opened by [KnownVisitors] to this machine and to administrators.
@RestController
class Vitals {
    private final Library library;
    private final PrometheusMeterRegistry measures;

    Vitals(Library library, PrometheusMeterRegistry measures) {
        this.library = library;
        this.measures = measures;
        gauge("broadsheet.papers", "papers in the library", LibraryStatus::papers);
        gauge("broadsheet.papers.indexed", "papers that a search finds", LibraryStatus::indexed);
        gauge("broadsheet.papers.encoded", "papers that are found by meaning", LibraryStatus::encoded);
        gauge("broadsheet.index.behind", "changes that the index has yet to take up", LibraryStatus::behind);
    }

    private void gauge(String name, String what, ToLongFunction<LibraryStatus> number) {
        Gauge.builder(name, library, l -> number.applyAsLong(l.status()))
                .description(what)
                .strongReference(true)
                .register(measures);
    }

    /// Whether this process answers: asks nothing of anybody.
    @GetMapping("/health")
    ResponseEntity<Map<String, Object>> health() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("status", "up"));
    }

    /// Whether it can do its work: the database answers and there is an index to search.
    @GetMapping("/ready")
    ResponseEntity<Map<String, Object>> ready() {
        Map<String, Object> checks = new LinkedHashMap<>();
        checks.put("database", answers(() -> library.store().revision()));
        checks.put("index", answers(() -> library.status().indexed()));
        boolean ready = !checks.containsValue("down");
        checks.put("status", ready ? "ready" : "not ready");
        return ResponseEntity.status(ready ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .body(checks);
    }

    private static String answers(LongSupplier check) {
        try {
            return check.getAsLong() >= 0 ? "up" : "down";
        } catch (RuntimeException _) {
            // What is wrong stands in the log; whoever may ask this need not know it.
            return "down";
        }
    }

    /// The measures in Prometheus's text form.
    @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType("text/plain; version=0.0.4; charset=utf-8"))
                .body(measures.scrape());
    }
}
