package org.broadsheet.server.signin;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a program may do with a reader's token. Each lets it do this and nothing else.
public enum Scope {
    /// See what its reader sees.
    READ,
    /// Judge papers and comment on them; moderate, where the reader is an editor.
    JUDGE,
    /// Keep lists, notes, follows and reading status; bring lists from and to Zotero.
    LISTS,
    /// Submit papers, claim authorship, set links.
    SUBMIT,
    /// Change the account itself: name, browsers, tokens, feeds, webhooks, the key of Zotero; bring an
    /// archive in.
    ACCOUNT,
    /// Run the house, where the reader is an administrator.
    ADMIN;

    private static final List<String> JUDGING = List.of("judgments", "comments", "signals", "moderation");
    private static final List<String> LISTING = List.of(
            "lists",
            "notes",
            "follows",
            "reading-status",
            "news",
            "zotero/import",
            "zotero/export",
            "zotero/collections");
    private static final List<String> SUBMITTING = List.of("submissions", "claims", "links");
    private static final List<String> KEEPING =
            List.of("me", "sessions", "tokens", "feeds", "webhooks", "archive", "zotero");

    /// The scope that a request needs. What no line here knows needs [#ADMIN]: a new endpoint is shut until
    /// somebody says what opens it.
    ///
    /// @param method HTTP method
    /// @param path   of the address
    public static Scope needed(String method, String path) {
        if (path.startsWith("/api/v1/administration")
                || path.startsWith("/administration")
                || path.startsWith("/metrics")) return ADMIN;
        if (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) return READ;
        // What is done to lists through it is asked for where the tool is known.
        if (path.equals("/search") || path.equals("/mcp")) return READ;
        if (under(path, JUDGING)) return JUDGE;
        if (under(path, LISTING)) return LISTS;
        if (under(path, SUBMITTING) || path.startsWith("/api/papers/") || path.equals("/api/settings/papers/claim"))
            return SUBMIT;
        if (under(path, KEEPING)) return ACCOUNT;
        return ADMIN;
    }

    /// As forms and programs write it.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Every scope as forms and programs write it.
    public static List<String> keys() {
        return Stream.of(values()).map(Scope::key).toList();
    }

    /// The scope of a name that forms and programs write.
    ///
    /// @throws IllegalArgumentException naming what it may be and what it was
    public static Scope ofKey(String key) {
        for (Scope s : values()) if (s.key().equals(key)) return s;
        throw new IllegalArgumentException("a scope is one of " + String.join(", ", keys()) + " but was '" + key + "'");
    }

    private static boolean under(String path, List<String> rooms) {
        return rooms.stream().anyMatch(r -> path.equals("/api/v1/" + r) || path.startsWith("/api/v1/" + r + "/"));
    }
}
