package org.broadsheet.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.corpus.source.Web;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.broadsheet.server.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Asking on schedule: what happens when it is told to stop, and when something breaks.
@Timeout(120)
class FetchScheduleTest {
    private static final Source ONE = Source.of(Source.Kind.FEED, "https://one.example/feed.xml");
    private static final Source TWO = Source.of(Source.Kind.FEED, "https://two.example/feed.xml");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Library library;

    @BeforeEach
    void open() {
        library = Library.open(LibrarySettings.in(folder));
    }

    @AfterEach
    void close() {
        library.close();
    }

    private static Web.Answer feed(Web.Question q) {
        String body =
                "<rss version=\"2.0\"><channel><title>News</title><item><title>A paper</title><link>%s/1</link></item></channel></rss>"
                        .formatted(q.address());
        return new Web.Answer(
                200, body.getBytes(StandardCharsets.UTF_8), "", "", null, URI.create("https://one.example"));
    }

    private FetchSchedule schedule(Sources sources) {
        return FetchSchedule.started(sources, Clock.systemUTC(), Duration.ofMillis(50));
    }

    @Test
    void closingGivesUpWaitingAndInterruptsNobody() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Sources sources = new Sources(library, new Web() {
            @Override
            public Answer ask(Question q) throws InterruptedException {
                asked.countDown();
                told.await();
                interrupted.set(Thread.currentThread().isInterrupted());
                return feed(q);
            }

            @Override
            public void stop() {
                told.countDown();
            }
        });
        sources.add(ONE);
        FetchSchedule schedule = schedule(sources);
        asked.await();
        schedule.close();
        assertThat(interrupted).isFalse();
        assertThat(library.count()).as("the page that was there is kept").isEqualTo(1);
        assertThat(library.status().indexed()).isEqualTo(1);
        assertThat(sources.find(ONE.id()).orElseThrow().failing()).isFalse();
    }

    @Test
    void aSourceThatIsSlowDoesNotHoldTheOthersUp() throws Exception {
        CountDownLatch other = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        Sources sources = new Sources(library, new Web() {
            @Override
            public Answer ask(Question q) throws IOException, InterruptedException {
                if (q.address().getHost().startsWith("two")) other.countDown();
                else told.await();
                return feed(q);
            }

            @Override
            public void stop() {
                told.countDown();
            }
        });
        sources.add(ONE);
        sources.add(TWO);
        try (FetchSchedule _ = schedule(sources)) {
            assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDatabaseThatFailsForAWhileDoesNotEndTheSchedule() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Sources sources = new Sources(library, q -> {
            asked.countDown();
            return feed(q);
        });
        sources.add(ONE);
        Database database = library.database();
        database.write(() -> database.writing().update("alter table source rename to elsewhere"));
        CountDownLatch looks = new CountDownLatch(6);
        Clock counting = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public java.time.Instant instant() {
                looks.countDown();
                return java.time.Instant.now();
            }
        };
        try (FetchSchedule _ = FetchSchedule.started(sources, counting, Duration.ofMillis(50))) {
            assertThat(looks.await(60, TimeUnit.SECONDS)).as("it keeps looking").isTrue();
            database.write(() -> database.writing().update("alter table elsewhere rename to source"));
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
