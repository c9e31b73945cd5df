package org.broadsheet.corpus.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// The web with our own manners and limits: polite to each host, bounded in bytes and in time, and unable to
/// reach
/// this
/// machine or a private network unless the address was written down by whoever runs the program. Names are
/// checked as
/// they are resolved for the connection itself, so a name that changes its mind in between changes nothing.
public final class GuardedWeb implements Web, AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final String NAME = "Broadsheet (self-hosted daily paper for research)";

    /// Limits of one answer.
    ///
    /// @param bytes    most bytes of a body, unzipped
    /// @param deadline longest time from the question to the last byte
    /// @param silence  longest time without a byte
    public record Limits(int bytes, Duration deadline, Duration silence) {
        /// 64 MB, five minutes, half a minute.
        public static final Limits DEFAULT = new Limits(64 << 20, Duration.ofMinutes(5), Duration.ofSeconds(30));
    }

    /// Waits; tests count instead.
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final Limits limits;
    private final Clock clock;
    private final Pause pause;
    private final CloseableHttpClient anywherePublic;
    private final CloseableHttpClient anywhere;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, Instant> lastAsked = new HashMap<>();

    public GuardedWeb(Limits limits, Clock clock, Pause pause) {
        this.limits = limits;
        this.clock = clock;
        this.pause = pause;
        this.anywherePublic = client(limits, new PublicNames());
        this.anywhere = client(limits, SystemDefaultDnsResolver.INSTANCE);
    }

    /// The usual limits, the machine's clock, real waiting.
    public static GuardedWeb standard() {
        return new GuardedWeb(Limits.DEFAULT, Clock.systemUTC(), time -> Thread.sleep(time));
    }

    private static CloseableHttpClient client(Limits limits, DnsResolver names) {
        Timeout silence = Timeout.of(limits.silence());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setMaxConnPerRoute(1)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(silence)
                                .setSocketTimeout(silence)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(silence).build())
                .setUserAgent(NAME)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    @Override
    public Answer ask(Question question) throws IOException, InterruptedException {
        URI address = question.address();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            waitForTurn(address, question.politeness());
            // Only the address somebody wrote down is trusted, not what it leads to.
            Answer answer = once(hop == 0 && question.trusted() ? anywhere : anywherePublic, address, question, hop);
            if (answer.status() < 300 || answer.status() >= 400 || answer.status() == 304) return answer;
            address = answer.address();
        }
        throw new IOException("it redirects more than " + MOST_REDIRECTS + " times");
    }

    /// One request; a redirect comes back with the address it leads to.
    private Answer once(CloseableHttpClient client, URI address, Question question, int hop) throws IOException {
        HttpGet get = new HttpGet(address);
        get.setHeader("Accept", question.accept());
        if (hop == 0 && !question.etag().isEmpty()) get.setHeader("If-None-Match", question.etag());
        if (hop == 0 && !question.lastModified().isEmpty()) get.setHeader("If-Modified-Since", question.lastModified());
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = watch.schedule(
                () -> {
                    late.set(true);
                    get.abort();
                },
                limits.deadline().toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return client.execute(get, response -> answer(address, response));
        } catch (IOException e) {
            if (late.get())
                throw new IOException("it took longer than " + limits.deadline().toSeconds() + " seconds to answer", e);
            throw plain(e);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("it cannot be asked: " + e.getMessage(), e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static IOException plain(IOException e) {
        return switch (e) {
            case UnknownHostException _ ->
                new IOException("its host is not known, or is not on the public web: " + e.getMessage(), e);
            case java.net.SocketTimeoutException _ -> new IOException("it fell silent in the middle of its answer", e);
            case java.net.ConnectException _ -> new IOException("nobody answers at its address", e);
            case javax.net.ssl.SSLException _ -> new IOException("its certificate is not good: " + e.getMessage(), e);
            default -> e;
        };
    }

    private Answer answer(URI address, ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        URI end = address;
        if (status >= 300 && status < 400 && status != 304) {
            String location = header(response, "Location");
            try {
                end = address.resolve(location);
            } catch (IllegalArgumentException e) {
                throw new IOException("it redirects to something that is no address", e);
            }
            String scheme = String.valueOf(end.getScheme()).toLowerCase(Locale.ROOT);
            if (location.isEmpty() || end.getHost() == null || !scheme.equals("http") && !scheme.equals("https"))
                throw new IOException("it redirects to something that is no web address");
            if (address.getScheme().equalsIgnoreCase("https") && scheme.equals("http"))
                throw new IOException("it redirects from https to http");
        }
        byte[] body = new byte[0];
        if (status == 200 && response.getEntity() != null)
            try (InputStream in = response.getEntity().getContent()) {
                body = bounded(in);
            }
        return new Answer(
                status,
                body,
                header(response, "ETag"),
                header(response, "Last-Modified"),
                retryAfter(response),
                end,
                header(response, "Content-Type").toLowerCase(Locale.ROOT));
    }

    private byte[] bounded(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        byte[] buffer = new byte[1 << 14];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            if (bytes.size() + n > limits.bytes())
                throw new IOException("its answer is longer than " + limits.bytes() + " bytes");
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header h = response.getFirstHeader(name);
        String value = h == null ? null : h.getValue();
        return value == null || value.length() > 1_000 ? "" : value;
    }

    /// `Retry-After` in seconds or as a date; at most a day, whatever the server says.
    private @Nullable Duration retryAfter(ClassicHttpResponse response) {
        String value = header(response, "Retry-After").strip();
        Duration most = Duration.ofDays(1);
        if (value.matches("\\d{1,9}")) {
            Duration asked = Duration.ofSeconds(Long.parseLong(value));
            return asked.compareTo(most) > 0 ? most : asked;
        }
        if (value.isEmpty()) return null;
        try {
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until.compareTo(most) > 0 ? most : until;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// One question at a time, and none to a host before its time.
    private void waitForTurn(URI address, Duration politeness) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            String host = String.valueOf(address.getHost());
            Instant last = lastAsked.get(host);
            Instant now = clock.instant();
            if (last != null) {
                Duration left = politeness.minus(Duration.between(last, now));
                if (left.isPositive()) pause.of(left);
            }
            lastAsked.put(host, clock.instant());
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            anywherePublic.close();
            anywhere.close();
        } catch (IOException _) {
            // nothing of it is needed any more
        }
    }

    /// Resolves names, but only to addresses of the public web.
    private static final class PublicNames implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            for (InetAddress a : all)
                if (!isPublic(a))
                    throw new UnknownHostException(
                            host + " is " + a.getHostAddress() + ", an address that is not public");
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
        }
    }

    /// Whether an address is one of the public web: not of this machine, of a private or shared network, for
    /// many or
    /// for
    /// documentation.
    static boolean isPublic(InetAddress a) {
        if (a.isAnyLocalAddress()
                || a.isLoopbackAddress()
                || a.isLinkLocalAddress()
                || a.isSiteLocalAddress()
                || a.isMulticastAddress()) return false;
        byte[] b = a.getAddress();
        if (a instanceof Inet4Address) {
            int first = b[0] & 0xff;
            int second = b[1] & 0xff;
            return !(first == 0
                    || first >= 240
                    || first == 100 && second >= 64 && second < 128
                    || first == 192 && second == 0
                    || first == 198 && (second == 18 || second == 19 || second == 51)
                    || first == 203 && second == 0 && (b[2] & 0xff) == 113);
        }
        if (a instanceof Inet6Address) {
            boolean uniqueLocal = (b[0] & 0xfe) == 0xfc;
            boolean documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && (b[3] & 0xff) == 0xb8;
            // An IPv4 address in other clothes: 64:ff9b::/96, 2002::/16 and ::a.b.c.d.
            boolean translated = b[0] == 0 && b[1] == 0x64 || b[0] == 0x20 && b[1] == 0x02;
            boolean compatible = true;
            for (int i = 0; i < 10; i++) compatible &= b[i] == 0;
            return !(uniqueLocal || documentation || translated || compatible);
        }
        return false;
    }
}
