package org.broadsheet.corpus.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// What a JSON answer says beside its papers: how many there are, where the next page is, what went wrong.
/// Read as a stream, so that memory does not grow with the answer; one that breaks off gives what was seen
/// before.
final class Envelope {
    private static final int MOST_LEVELS = 3;

    private final String list;
    private final Set<String> wanted;
    private final Map<String, String> values = new HashMap<>();
    private int papers;
    private boolean listed;

    private Envelope(String list, Set<String> wanted) {
        this.list = list;
        this.wanted = wanted;
    }

    /// @param list   name of the array that has the papers; empty where the answer is that array
    /// @param wanted paths of the values to keep, such as `meta.next_cursor`; of an array the first element
    /// counts
    /// @throws HarvestFailed where the answer does not begin as JSON
    static Envelope read(byte[] body, String list, String... wanted) throws HarvestFailed {
        Envelope envelope = new Envelope(list, Set.of(wanted));
        boolean begun = false;
        try (JsonParser in = JsonMapper.shared().createParser(body)) {
            JsonToken first = in.nextToken();
            begun = first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY;
            if (first == JsonToken.START_OBJECT) envelope.object(in, "", 1);
            else if (first == JsonToken.START_ARRAY && list.isEmpty()) envelope.papers(in);
        } catch (JacksonException _) {
            // It broke off: who reads the papers will say where.
        }
        if (!begun) throw new HarvestFailed("its answer is no JSON");
        return envelope;
    }

    private void object(JsonParser in, String path, int level) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = path + in.currentName();
            JsonToken value = in.nextToken();
            if (value == JsonToken.START_ARRAY && name.equals(list)) papers(in);
            else if (value == JsonToken.START_ARRAY) array(in, name, level);
            else if (value == JsonToken.START_OBJECT) inside(in, name, level);
            else if (value != JsonToken.VALUE_NULL && wanted.contains(name)) values.putIfAbsent(name, in.getString());
        }
    }

    private void array(JsonParser in, String name, int level) {
        boolean first = true;
        for (JsonToken t; (t = in.nextToken()) != JsonToken.END_ARRAY; first = false)
            if (first && t == JsonToken.START_OBJECT) inside(in, name, level);
            else in.skipChildren();
    }

    private void inside(JsonParser in, String name, int level) {
        if (level < MOST_LEVELS) object(in, name + ".", level + 1);
        else in.skipChildren();
    }

    private void papers(JsonParser in) {
        listed = true;
        for (; in.nextToken() != JsonToken.END_ARRAY; papers++) in.skipChildren();
    }

    /// Whether the array of papers is there.
    boolean listed() {
        return listed;
    }

    /// Papers in the array, good or bad.
    int papers() {
        return papers;
    }

    /// A wanted value, or empty.
    String value(String name) {
        return values.getOrDefault(name, "");
    }
}
