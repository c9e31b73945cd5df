package org.broadsheet.server.shelf;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.corpus.source.Web;
import org.broadsheet.corpus.source.WebPost;
import org.broadsheet.corpus.text.PlainText;
import org.broadsheet.server.shelf.ZoteroFailed.Why;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One library at Zotero, through its Web API, version 3. What it reads is of one version of the library;
/// what it writes is written only where the library still has the version that was read, so that a
/// request that was sent twice is done once.
final class ZoteroLibrary {
    /// Most items that are looked through.
    static final int MOST_ITEMS = 20_000;

    /// Most objects in one writing.
    static final int BATCH = 50;

    private static final int PAGE = 100;
    private static final int MOST_TRIES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    /// How Zotero is reached.
    ///
    /// @param base    without a slash at its end
    /// @param trusted whether it may be in a private network
    record Way(Web web, WebPost post, GuardedWeb.Pause pause, String base, boolean trusted) {}

    private final Way way;
    private final String key;
    private final String library;
    private Duration rest = Duration.ZERO;

    /// @param library `users/` and a number
    ZoteroLibrary(Way way, String key, String library) {
        this.way = way;
        this.key = key;
        this.library = library;
    }

    // ---- Reading
    // ------------------------------------------------------------------------------------------------

    /// What a key opens.
    ///
    /// @param user   number of its owner
    /// @param writes whether items may be made and changed with it
    record Opens(String user, boolean writes) {}

    Opens opens() throws ZoteroFailed {
        JsonNode said = json(get("/keys/current", 0).body());
        JsonNode user = said.path("userID");
        JsonNode own = said.path("access").path("user");
        if (!user.isIntegralNumber() || user.asLong() <= 0) throw unreadable("it did not say whose the key is");
        if (!own.path("library").asBoolean(false))
            throw new ZoteroFailed(
                    Why.KEY,
                    "This key does not open a library. Make one with “Allow library access” at"
                            + " zotero.org/settings/keys.");
        return new Opens(Long.toString(user.asLong()), own.path("write").asBoolean(false));
    }

    /// Everything of a kind, as it was at one moment.
    ///
    /// @param version of the library
    record Read(List<JsonNode> objects, long version) {}

    /// Reads a list page by page, again from its beginning where the library changes in between.
    ///
    /// @param path  below the library, such as `/items/top`
    /// @param query more of the question, such as `&sort=dateAdded`, or empty
    /// @param since only what changed after this version of the library; 0 for all
    /// @return empty where nothing changed since
    Optional<Read> read(String path, String query, long since) throws ZoteroFailed {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            List<JsonNode> objects = new ArrayList<>();
            long version = -1;
            boolean more = true;
            boolean moved = false;
            while (more && !moved) {
                Web.Answer answer = get(
                        "/" + library + path + "?format=json&limit=" + PAGE + "&start=" + objects.size() + query
                                + (since > 0 ? "&since=" + since : ""),
                        since);
                if (answer.status() == 304) return Optional.empty();
                long now = number(answer, "Last-Modified-Version");
                moved = version >= 0 && now != version;
                version = now;
                long total = number(answer, "Total-Results");
                if (total > MOST_ITEMS)
                    throw new ZoteroFailed(
                            Why.TOO_MUCH,
                            "Zotero has %,d there; at most %,d are looked through. Choose a collection."
                                    .formatted(total, MOST_ITEMS));
                JsonNode page = json(answer.body());
                if (!page.isArray()) throw unreadable("a list was asked for and something else came");
                page.forEach(objects::add);
                // Only that there is a next page is believed; where it is, is known.
                more = answer.header("Link").contains("rel=\"next\"");
                if (more && page.isEmpty() || objects.size() > MOST_ITEMS || !moved && !more && objects.size() < total)
                    throw unreadable("it sent %,d of %,d".formatted(objects.size(), total));
            }
            if (!moved) return Optional.of(new Read(objects, version));
        }
        throw changed();
    }

    private Web.Answer get(String path, long since) throws ZoteroFailed {
        Map<String, String> headers = headers();
        if (since > 0) headers.put("If-Modified-Since-Version", Long.toString(since));
        URI address = URI.create(way.base + path);
        try {
            rest();
            Web.Answer answer = way.web.ask(
                    new Web.Question(address, "", "", way.trusted, Duration.ZERO, "application/json", headers));
            note(answer);
            if (!answer.address().equals(address)) throw unreadable("it leads elsewhere");
            if (answer.status() == 304 && since > 0) return answer;
            return good(answer);
        } catch (ZoteroFailed e) {
            throw e;
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Zotero-API-Version", "3");
        headers.put("Zotero-API-Key", key);
        return headers;
    }

    // ---- Writing
    // ------------------------------------------------------------------------------------------------

    /// What a writing did, by the place of each object in it.
    ///
    /// @param keys    of what is as it was asked for
    /// @param failed  why not
    /// @param version of the library after it
    record Written(Map<Integer, String> keys, Map<Integer, String> failed, long version) {}

    /// Makes objects, or changes those that have a key, where the library still has a version.
    ///
    /// @throws ZoteroFailed with [Why#CHANGED] where it has another, be it by a request of ours whose
    /// answer was lost
    Written write(String path, List<ObjectNode> objects, long version) throws ZoteroFailed {
        byte[] body = JSON.writeValueAsBytes(objects);
        Map<String, String> headers = headers();
        headers.put("If-Unmodified-Since-Version", Long.toString(version));
        WebPost.Message message =
                new WebPost.Message(URI.create(way.base + "/" + library + path), headers, body, way.trusted, true);
        Duration own = FIRST_WAIT;
        for (int tries = 1; ; tries++) {
            Web.Answer answer;
            try {
                rest();
                answer = way.post.post(message);
            } catch (IOException e) {
                // Whether it was done nobody knows; the version tells when it is asked again.
                if (tries == MOST_TRIES) throw unreachable(e);
                continue;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            note(answer);
            if ((answer.status() == 429 || answer.status() == 503) && tries < MOST_TRIES) {
                Duration asked = answer.retryAfter() == null ? own : answer.retryAfter();
                if (asked.compareTo(PATIENCE) <= 0) {
                    if (asked.compareTo(rest) > 0) rest = asked;
                    own = own.multipliedBy(3);
                    continue;
                }
            }
            return written(good(answer), objects.size());
        }
    }

    private static Written written(Web.Answer answer, int sent) throws ZoteroFailed {
        JsonNode said = json(answer.body());
        Map<Integer, String> keys = new HashMap<>();
        Map<Integer, String> failed = new HashMap<>();
        for (int i = 0; i < sent; i++) {
            String at = Integer.toString(i);
            JsonNode done = said.path("successful").path(at).path("key");
            if (!done.isString()) done = said.path("success").path(at);
            if (!done.isString()) done = said.path("unchanged").path(at);
            if (done.isString()) {
                keys.put(i, done.asString());
                continue;
            }
            String message =
                    PlainText.line(said.path("failed").path(at).path("message").asString(""), 200);
            failed.put(i, message.isEmpty() ? "Zotero said nothing of it" : message);
        }
        return new Written(keys, failed, number(answer, "Last-Modified-Version"));
    }

    // ---- Manners
    // ------------------------------------------------------------------------------------------------

    /// Waits as long as the last answer asked for.
    private void rest() throws ZoteroFailed, InterruptedException {
        Duration asked = rest;
        rest = Duration.ZERO;
        if (asked.compareTo(PATIENCE) > 0) throw busy(asked);
        if (asked.isPositive()) way.pause.of(asked);
    }

    private void note(Web.Answer answer) {
        String backoff = answer.header("Backoff").strip();
        if (backoff.matches("\\d{1,6}")) rest = Duration.ofSeconds(Long.parseLong(backoff));
    }

    private static Web.Answer good(Web.Answer answer) throws ZoteroFailed {
        return switch (answer.status()) {
            case 200 -> answer;
            case 401, 403 ->
                throw new ZoteroFailed(
                        Why.KEY,
                        "Zotero does not know this key, or the key may not do this. Look at it at"
                                + " zotero.org/settings/keys and give it again.");
            case 404 ->
                throw new ZoteroFailed(
                        Why.MISSING, "Zotero has no such thing. Read the collections again and choose another.");
            case 409 -> throw new ZoteroFailed(Why.BUSY, "The library is locked at Zotero just now. Try again later.");
            case 412 -> throw changed();
            case 413 -> throw new ZoteroFailed(Why.TOO_MUCH, "Zotero finds this too much at once.");
            case 429, 503 -> throw busy(answer.retryAfter() == null ? PATIENCE : answer.retryAfter());
            default -> throw unreadable("it answered with " + answer.status());
        };
    }

    private static JsonNode json(byte[] body) throws ZoteroFailed {
        try {
            JsonNode node = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            if (node == null || node.isMissingNode()) throw unreadable("it was empty");
            return node;
        } catch (JacksonException e) {
            throw new ZoteroFailed(
                    Why.UNREADABLE, "Zotero’s answer was cut off or cannot be read. Try again later.", e);
        }
    }

    private static long number(Web.Answer answer, String header) throws ZoteroFailed {
        String value = answer.header(header).strip();
        if (!value.matches("\\d{1,18}")) throw unreadable("it lacks " + header);
        return Long.parseLong(value);
    }

    private static ZoteroFailed unreadable(String why) {
        return new ZoteroFailed(Why.UNREADABLE, "Zotero’s answer is of no use: " + why + ". Try again later.");
    }

    private static ZoteroFailed changed() {
        return new ZoteroFailed(
                Why.CHANGED, "The library at Zotero changes while we look at it. Try again when it is still.");
    }

    private static ZoteroFailed busy(Duration asked) {
        long minutes = Math.max(1, asked.plusSeconds(59).toMinutes());
        return new ZoteroFailed(
                Why.BUSY,
                "Zotero asks to be left alone for " + minutes + (minutes == 1 ? " minute." : " minutes.")
                        + " Try again after that.");
    }

    private static ZoteroFailed unreachable(IOException e) {
        // Which address a name of this network has is not for readers to learn.
        String why = e.getCause() instanceof UnknownHostException
                ? "its host is not known"
                : PlainText.line(String.valueOf(e.getMessage()), 200);
        return new ZoteroFailed(Why.UNREACHABLE, "Zotero gave no answer: " + why + ". Try again later.", e);
    }

    private static ZoteroFailed interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ZoteroFailed(Why.UNREACHABLE, "This house is being closed. Try again later.", e);
    }
}
