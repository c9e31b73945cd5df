package org.broadsheet.corpus.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// The web with our own manners and limits: one request at a time to a host and none before its time,
/// asking again where a server is busy for a moment; bounded in bytes and in time; and unable to reach this
/// machine or a private network unless the address was written down by whoever runs the program. Safe for
/// use by many threads.
public final class GuardedWeb implements Web, WebPost, AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_TRIES = 3;
    private static final int MOST_HEADERS = 100;
    /// A server that asks for more time is asked at another time instead.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
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

    /// A host: whoever asks it holds the lock until it has answered.
    private static final class Host {
        private final ReentrantLock turn = new ReentrantLock();
        private @Nullable Instant asked;
    }

    private final Limits limits;
    private final Clock clock;
    private final Pause pause;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CloseableHttpClient anywherePublic;
    private final CloseableHttpClient anywhere;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();
    private final Set<HttpUriRequestBase> underWay = ConcurrentHashMap.newKeySet();

    public GuardedWeb(Limits limits, Clock clock, Pause pause) {
        this(limits, clock, Optional.of(pause));
    }

    private GuardedWeb(Limits limits, Clock clock, Optional<Pause> pause) {
        this.limits = limits;
        this.clock = clock;
        this.pause = pause.orElse(this::waitOrStop);
        this.anywherePublic = client(limits, new PublicAddress.Names());
        this.anywhere = client(limits, SystemDefaultDnsResolver.INSTANCE);
    }

    /// The usual limits, the machine's clock, real waiting.
    public static GuardedWeb standard() {
        return new GuardedWeb(Limits.DEFAULT, Clock.systemUTC(), Optional.empty());
    }

    private void waitOrStop(Duration time) throws InterruptedException {
        var _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
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
        Duration own = FIRST_WAIT;
        for (int tries = 1; ; tries++) {
            Answer answer = follow(question);
            if (!BUSY.contains(answer.status()) || tries == MOST_TRIES) return answer;
            Duration asked = answer.retryAfter();
            if (asked != null && asked.compareTo(PATIENCE) > 0) return answer;
            rest(asked != null ? asked : own);
            own = own.multipliedBy(3);
        }
    }

    private Answer follow(Question question) throws IOException, InterruptedException {
        URI address = question.address();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Answer answer = inTurn(address, question, hop);
            if (answer.status() < 300 || answer.status() >= 400 || answer.status() == 304) return answer;
            address = answer.address();
        }
        throw new IOException("it redirects more than " + MOST_REDIRECTS + " times");
    }

    private Answer inTurn(URI address, Question question, int hop) throws IOException, InterruptedException {
        Host host = host(address);
        host.turn.lockInterruptibly();
        try {
            if (host.asked != null) {
                Duration left = question.politeness().minus(Duration.between(host.asked, clock.instant()));
                if (left.isPositive()) rest(left);
            }
            try {
                // Only the address somebody wrote down is trusted, not what it leads to.
                return once(hop == 0 && question.trusted() ? anywhere : anywherePublic, address, question, hop);
            } finally {
                host.asked = clock.instant();
            }
        } finally {
            host.turn.unlock();
        }
    }

    private Host host(URI address) {
        return hosts.computeIfAbsent(String.valueOf(address.getHost()).toLowerCase(Locale.ROOT), _ -> new Host());
    }

    private void rest(Duration time) throws IOException, InterruptedException {
        pause.of(time);
        if (stopped.getCount() == 0) throw new IOException("it is not asked any more");
    }

    @Override
    public Answer post(Message message) throws IOException, InterruptedException {
        Host host = host(message.address());
        host.turn.lockInterruptibly();
        try {
            HttpPost post = new HttpPost(message.address());
            message.headers().forEach(post::setHeader);
            post.setEntity(new ByteArrayEntity(message.body(), ContentType.APPLICATION_JSON));
            return within(message.trusted() ? anywhere : anywherePublic, message.address(), post, message.asking());
        } finally {
            host.asked = clock.instant();
            host.turn.unlock();
        }
    }

    /// One request; a redirect comes back with the address it leads to.
    private Answer once(CloseableHttpClient client, URI address, Question question, int hop) throws IOException {
        HttpGet get = new HttpGet(address);
        get.setHeader("Accept", question.accept());
        if (hop == 0 && !question.etag().isEmpty()) get.setHeader("If-None-Match", question.etag());
        if (hop == 0 && !question.lastModified().isEmpty()) get.setHeader("If-Modified-Since", question.lastModified());
        if (hop == 0) question.headers().forEach(get::setHeader);
        return within(client, address, get, true);
    }

    /// The answer within the time that one may take.
    private Answer within(CloseableHttpClient client, URI address, HttpUriRequestBase request, boolean asking)
            throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        underWay.add(request);
        try {
            if (stopped.getCount() == 0) throw new IOException("it is not asked any more");
            ScheduledFuture<?> deadline = watch.schedule(
                    () -> {
                        late.set(true);
                        request.abort();
                    },
                    limits.deadline().toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                return answer(address, client, request, asking);
            } finally {
                deadline.cancel(false);
            }
        } catch (IOException e) {
            if (late.get())
                throw new IOException("it took longer than " + limits.deadline().toSeconds() + " seconds to answer", e);
            throw plain(e);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("its address cannot be asked", e);
        } finally {
            underWay.remove(request);
        }
    }

    private static IOException plain(IOException e) {
        return switch (e) {
            case UnknownHostException _ ->
                new IOException("its host is not known, or is not on the public web: " + e.getMessage(), e);
            case SocketTimeoutException _ -> new IOException("it fell silent in the middle of its answer", e);
            case ConnectException _ -> new IOException("nobody answers at its address", e);
            case SSLException _ -> new IOException("its certificate is not good: " + e.getMessage(), e);
            default -> e;
        };
    }

    /// Reads what is wanted and ends the connection where there is more: to close a stream is to read it to
    /// its end, however far that is.
    private Answer answer(URI address, CloseableHttpClient client, HttpUriRequestBase request, boolean asking)
            throws IOException {
        HttpHost host = new HttpHost(address.getScheme(), address.getHost(), address.getPort());
        ClassicHttpResponse response = client.executeOpen(host, request, null);
        boolean whole = false;
        try {
            int status = response.getCode();
            URI end = address;
            if (request instanceof HttpGet && status >= 300 && status < 400 && status != 304)
                end = redirect(address, header(response, "Location"));
            HttpEntity entity = response.getEntity();
            byte[] body = asking && status == 200 && entity != null ? bounded(entity) : new byte[0];
            whole = asking && status == 200 || entity == null;
            return new Answer(
                    status,
                    body,
                    header(response, "ETag"),
                    header(response, "Last-Modified"),
                    retryAfter(response),
                    end,
                    header(response, "Content-Type").toLowerCase(Locale.ROOT),
                    headers(response));
        } finally {
            if (!whole) request.abort();
            try {
                response.close();
            } catch (IOException _) {
                // what is wanted of it has been read, or is not to be had
            }
        }
    }

    private static URI redirect(URI address, String location) throws IOException {
        URI end;
        try {
            end = address.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("it redirects to something that is no address", e);
        }
        String scheme = String.valueOf(end.getScheme()).toLowerCase(Locale.ROOT);
        if (location.isEmpty() || end.getHost() == null || !scheme.equals("http") && !scheme.equals("https"))
            throw new IOException("it redirects to something that is no web address");
        if (end.getUserInfo() != null) throw new IOException("it redirects to an address with a name and password");
        if (address.getScheme().equalsIgnoreCase("https") && scheme.equals("http"))
            throw new IOException("it redirects from https to http");
        return end;
    }

    private byte[] bounded(HttpEntity entity) throws IOException {
        IOException tooLong = new IOException("its answer is longer than " + limits.bytes() + " bytes");
        if (entity.getContentLength() > limits.bytes()) throw tooLong;
        InputStream in = entity.getContent();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        byte[] buffer = new byte[1 << 14];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            if (bytes.size() + n > limits.bytes()) throw tooLong;
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header h : response.getHeaders()) {
            String value = h.getValue();
            if (value != null && value.length() <= 1_000 && headers.size() < MOST_HEADERS)
                headers.putIfAbsent(h.getName().toLowerCase(Locale.ROOT), value);
        }
        return headers;
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

    @Override
    public void stop() {
        stopped.countDown();
        underWay.forEach(HttpUriRequestBase::abort);
    }

    @Override
    public void close() {
        stop();
        watch.shutdownNow();
        try {
            anywherePublic.close();
            anywhere.close();
        } catch (IOException _) {
            // nothing of it is needed any more
        }
    }
}
