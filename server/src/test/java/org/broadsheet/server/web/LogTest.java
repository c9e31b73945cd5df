package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.broadsheet.server.log.RequestIds;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.Passwords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// What the log says of a day's work: what broke and in which request, and nobody's name, address, words or
/// secrets.
class LogTest {
    private static final String PASSWORD = "quartz otter seventeen";
    private static final String WRONG = "marble heron sixteen";

    /// Everything that is logged anywhere in the process.
    private static final class Kept extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent e) {
            String line = e.getMDCPropertyMap().getOrDefault(RequestIds.KEY, "") + " " + e.getFormattedMessage();
            lines.add(e.getThrowableProxy() == null ? line : line + ThrowableProxyUtil.asString(e.getThrowableProxy()));
        }
    }

    @TempDir
    Path folder;

    private final Kept log = new Kept();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.broadsheet");

    @SuppressWarnings("NullAway.Init")
    private TestHouse house;

    @BeforeEach
    void open() throws IOException {
        house = TestHouse.furnished(folder);
        house.reader("guinevere", Role.READER);
        new Passwords(house.library()).set(house.readerId("guinevere"), PASSWORD);
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        ours.setLevel(null);
        house.close();
    }

    private HttpAnswer post(List<String> browser, String path, String... fields) throws IOException {
        StringBuilder body = new StringBuilder("x=");
        for (int i = 0; i < fields.length; i += 2)
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        return HttpAnswer.ask(house.address(), "POST", path, body.toString(), browser.toArray(String[]::new));
    }

    private HttpAnswer get(String path, List<String> headers) throws IOException {
        return HttpAnswer.get(house.address(), path, headers.toArray(String[]::new));
    }

    private void breakTable(String table) {
        house.library()
                .database()
                .write(() -> house.library().database().writing().update("alter table " + table + " rename to gone"));
    }

    @Test
    void nobodyAndNothingTypedStandsInIt() throws Exception {
        post(List.of(), "/sign-in", "name", "guinevere", "password", WRONG);
        HttpAnswer in = post(List.of(), "/sign-in", "name", "guinevere", "password", PASSWORD);
        assertThat(in.status()).isEqualTo(303);
        String cookie = in.header("set-cookie").replaceAll(";.*", "");
        List<String> guinevere =
                List.of("Cookie: " + cookie, "Origin: " + house.address(), "X-Forwarded-For: 203.0.113.77");
        get("/search?q=lancelot+of+the+lake", guinevere);
        post(List.of(), "/subscribe", "address", "guinevere@camelot.example", "hour", "7:00", "zone", "UTC");
        house.letters();
        get("/api/v1/me", List.of("Authorization: Bearer bsheet_merlinmerlinmerlinmerlinmerlin"));
        HttpAnswer broken = get("/papers/date/" + TestHouse.BROKEN + "?from=lancelot", guinevere);
        assertThat(broken.status()).isEqualTo(500);
        HttpAnswer answer = get("/api/v1/editions/day/" + TestHouse.BROKEN + "?q=lancelot", guinevere);
        assertThat(answer.status()).isEqualTo(500);
        // A statement fails with what it was given in its message.
        breakTable("judgment");
        post(guinevere, "/papers/" + TestHouse.RICH + "/judgment", "thumb", "up");
        post(guinevere, "/papers/" + TestHouse.RICH + "/not-for-me", "reason", "other", "words", "lancelot");
        get("/judgments", guinevere);

        String said = String.join("\n", log.lines);
        assertThat(log.lines).as("it does say something").hasSizeGreaterThanOrEqualTo(3);
        assertThat(said)
                .contains("a page failed: java.lang.IllegalStateException", "an answer failed: ")
                .doesNotContainIgnoringCase("guinevere")
                .doesNotContainIgnoringCase("lancelot")
                .doesNotContainIgnoringCase("camelot")
                .doesNotContain(PASSWORD, WRONG, "merlin", "203.0.113.77", "127.0.0.1", "secret inner workings")
                .doesNotContain(cookie.substring(cookie.indexOf('=') + 1))
                .doesNotContain(house.readerId("guinevere").value());
    }

    @Test
    void whatBrokeIsFoundUnderTheNameThatTheReaderWasTold() throws Exception {
        HttpAnswer page = get("/papers/date/" + TestHouse.BROKEN, List.of());
        String id = page.header(RequestIds.HEADER);
        assertThat(id).matches("[a-z2-7]{16}");
        assertThat(page.body()).contains("finds it in the log as " + id);
        assertThat(log.lines)
                .filteredOn(l -> l.startsWith(id + " a page failed"))
                .hasSize(1);
        HttpAnswer named = get("/api/v1/editions/day/" + TestHouse.BROKEN, List.of("X-Request-Id: proxy-0001"));
        assertThat(named.header(RequestIds.HEADER)).isEqualTo("proxy-0001");
        assertThat(named.header("content-type")).startsWith("application/problem+json");
        assertThat(named.body()).contains("proxy-0001").doesNotContain("secret");
        assertThat(log.lines)
                .filteredOn(l -> l.startsWith("proxy-0001 an answer failed"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"short", "with space in it", "<script>alert(1)</script>", "a\u0001bcdefgh", "-leading-hyphen"})
    void aNameThatCouldMeanSomethingElseIsNotTaken(String given) throws Exception {
        HttpAnswer page = get("/help", List.of("X-Request-Id: " + given));
        assertThat(page.header(RequestIds.HEADER)).isNotEqualTo(given);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) ids.add(get("/health", List.of()).header(RequestIds.HEADER));
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z2-7]{16}"));
    }
}
