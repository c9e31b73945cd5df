package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Asks OpenAlex with the key that it has wanted since February 2026 (ten pages a day without one). The key is put into
/// the question at the last moment, so that it is in no bookmark and no message; it goes to OpenAlex's own server
/// alone,
/// encrypted.
public final class KeyedWeb implements Web {
    private static final String HOST = "api.openalex.org";

    private final Web web;
    private final @Nullable String key;

    /// @param web what asks
    /// @param key OpenAlex's key, never printed; null or blank for none
    public KeyedWeb(Web web, @Nullable String key) {
        this.web = web;
        this.key = key == null || key.isBlank() ? null : key.strip();
    }

    @Override
    public Answer ask(Question question) throws IOException, InterruptedException {
        URI address = question.address();
        if (key == null || !"https".equals(address.getScheme()) || !HOST.equals(address.getHost()))
            return web.ask(question);
        String text = address.toString();
        URI keyed = URI.create(text + (text.indexOf('?') < 0 ? "?" : "&") + "api_key="
                + URLEncoder.encode(key, StandardCharsets.UTF_8));
        Answer answer = web.ask(new Question(
                keyed,
                question.etag(),
                question.lastModified(),
                question.trusted(),
                question.politeness(),
                question.accept(),
                question.headers()));
        return answer.address().equals(keyed)
                ? new Answer(
                        answer.status(),
                        answer.body(),
                        answer.etag(),
                        answer.lastModified(),
                        answer.retryAfter(),
                        address,
                        answer.type(),
                        answer.headers())
                : answer;
    }

    @Override
    public void stop() {
        web.stop();
    }
}
