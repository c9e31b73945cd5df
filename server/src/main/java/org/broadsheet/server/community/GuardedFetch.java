package org.broadsheet.server.community;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;

/// Gets what a reader named from the web, and nothing else: no address inside this house's network, however a name or
/// a redirect leads there; not more than two million bytes; not longer than twenty seconds.
final class GuardedFetch {
    private static final int MOST_BYTES = 2_000_000;
    private static final int MOST_HOPS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Predicate<InetAddress> allowed;

    /// @param allowed which addresses may be asked
    GuardedFetch(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    /// What the web answered.
    ///
    /// @param address after all redirects
    /// @param type    media type in lower case, or empty
    record Answer(URI address, String type, InputStream body) {}

    /// @param accept media types that are wanted
    /// @throws IOException where it may not be asked, does not answer with 200, or answers too much: the message
    /// says which
    Answer get(URI address, String accept) throws IOException {
        URI at = address;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            check(at);
            HttpResponse<InputStream> answer = ask(at, accept);
            try (InputStream body = answer.body()) {
                int status = answer.statusCode();
                if (status >= 300 && status < 400) {
                    String next = answer.headers().firstValue("Location").orElse("");
                    at = resolve(at, next);
                    continue;
                }
                if (status != 200) throw new IOException("it answered with " + status);
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) throw new IOException("it answered with more than two million bytes");
                return new Answer(
                        at,
                        answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT),
                        new ByteArrayInputStream(bytes));
            }
        }
        throw new IOException("it leads from one address to the next and never ends");
    }

    private HttpResponse<InputStream> ask(URI at, String accept) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(at)
                .timeout(PATIENCE)
                .header("Accept", accept)
                .header("User-Agent", "Broadsheet")
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("asking was interrupted", e);
        }
    }

    private static URI resolve(URI from, String location) throws IOException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException _) {
            throw new IOException("it leads to what is no address");
        }
    }

    private void check(URI address) throws IOException {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) throw new IOException("only http and https are asked");
        if (address.getHost() == null || address.getRawUserInfo() != null)
            throw new IOException("its address names no host, or a user");
        try {
            for (InetAddress a : InetAddress.getAllByName(address.getHost()))
                if (!allowed.test(a)) throw new IOException("its address lies inside this network, which is not asked");
        } catch (UnknownHostException _) {
            throw new IOException("there is no host called " + address.getHost());
        }
    }

    /// Whether an address is out in the world: not this machine, a private network, a link, a group, or reserved.
    static boolean outside(InetAddress a) {
        if (a.isLoopbackAddress()
                || a.isAnyLocalAddress()
                || a.isLinkLocalAddress()
                || a.isSiteLocalAddress()
                || a.isMulticastAddress()) return false;
        byte[] b = a.getAddress();
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        if (a instanceof Inet6Address) {
            // Unique local; and forms that carry an older address inside: mapped, translated, tunnelled.
            boolean carries = first == 0
                    || first == 0x64 && second == 0xff
                    || first == 0x20 && second == 0x02
                    || first == 0x20 && second == 0x01 && b[2] == 0 && b[3] == 0;
            return (first & 0xfe) != 0xfc && !carries;
        }
        return first != 0
                && first != 10
                && first != 127
                && first < 224
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 169 && second == 254)
                && !(first == 192 && second == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }
}
