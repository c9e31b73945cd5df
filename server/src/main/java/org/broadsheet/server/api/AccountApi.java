package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.archive.ArchiveReport;
import org.broadsheet.server.archive.ReaderArchive;
import org.broadsheet.server.community.NotAllowed;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.ApiTokens.ApiToken;
import org.broadsheet.server.signin.Scope;
import org.broadsheet.server.signin.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/// A reader's own account: who it is, what opens it, and everything in one archive.
@RestController
@RequestMapping("/api/v1")
class AccountApi {
    private final Library library;
    private final org.broadsheet.server.reader.Readers readers;
    private final Judgments judgments;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final AuditLog audit;
    private final ReaderArchive archive;

    AccountApi(
            Library library,
            org.broadsheet.server.reader.Readers readers,
            Judgments judgments,
            Sessions sessions,
            ApiTokens tokens,
            AuditLog audit,
            ReaderArchive archive) {
        this.library = library;
        this.readers = readers;
        this.judgments = judgments;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
        this.archive = archive;
    }

    // ---- The reader
    // ---------------------------------------------------------------------------------------------

    record Me(
            String id,
            String name,
            String displayName,
            String role,
            @Nullable String email,
            boolean emailConfirmed,
            String created,
            boolean signals,
            @Nullable List<String> scopes) {}

    record MyChange(@Nullable String displayName, @Nullable Boolean signals) {}

    @GetMapping("/me")
    Me me(Visitor visitor, HttpServletRequest request) {
        Reader reader = Readers.reader(visitor);
        Account account = readers.find(reader.id()).orElseThrow(Readers.Unknown::new);
        return new Me(
                reader.id().value(),
                reader.name(),
                account.reader().displayName(),
                reader.role().key(),
                account.email().map(EmailAddress::value).orElse(null),
                account.confirmedAt().isPresent(),
                account.createdAt().toString(),
                judgments.observed(reader.id()),
                token(request).map(ApiToken::scopeNames).orElse(null));
    }

    /// Changes what is given and leaves the rest.
    @PutMapping("/me")
    Me change(@RequestBody MyChange body, Visitor visitor, HttpServletRequest request) {
        Reader reader = Readers.reader(visitor);
        if (body.displayName() != null) readers.rename(reader.id(), body.displayName());
        if (body.signals() != null) judgments.observe(reader.id(), body.signals());
        return me(visitor, request);
    }

    private static Optional<ApiToken> token(HttpServletRequest request) {
        return request.getAttribute(ApiToken.class.getName()) instanceof ApiToken t ? Optional.of(t) : Optional.empty();
    }

    // ---- What opens it
    // ------------------------------------------------------------------------------------------

    record SessionView(String id, String device, boolean stays, String created, String seen, String expires) {}

    record SessionList(List<SessionView> sessions) {}

    @GetMapping("/sessions")
    SessionList sessions(Visitor visitor) {
        return new SessionList(sessions.of(Readers.reader(visitor).id()).stream()
                .map(s -> new SessionView(
                        s.handle(),
                        s.device(),
                        s.stays(),
                        s.createdAt().toString(),
                        s.seenAt().toString(),
                        s.expiresAt().toString()))
                .toList());
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String id, Visitor visitor) {
        if (!sessions.end(Readers.reader(visitor).id(), id)) throw Readers.missing("session", id);
    }

    record TokenView(
            String id,
            String name,
            List<String> scopes,
            String created,
            @Nullable String used,
            @Nullable String expires) {
        static TokenView of(ApiToken t) {
            return new TokenView(
                    t.id(),
                    t.name(),
                    t.scopeNames(),
                    t.createdAt().toString(),
                    t.usedAt().map(Object::toString).orElse(null),
                    t.expiresAt().map(Object::toString).orElse(null));
        }
    }

    record TokenList(List<TokenView> tokens) {}

    record NewToken(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable Integer days) {}

    record MadeToken(String secret, TokenView token) {}

    @GetMapping("/tokens")
    TokenList tokens(Visitor visitor) {
        return new TokenList(tokens.of(Readers.reader(visitor).id()).stream()
                .map(TokenView::of)
                .toList());
    }

    /// Makes a token; one that is made with a token may no more, and lasts no longer, than that one.
    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    MadeToken make(@RequestBody NewToken body, Visitor visitor, HttpServletRequest request) {
        Reader reader = Readers.reader(visitor);
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String s : Readers.need("scopes", body.scopes())) scopes.add(Scope.ofKey(s));
        Duration life = body.days() == null ? null : Duration.ofDays(body.days());
        Optional<ApiToken> by = token(request);
        if (by.isPresent()) {
            if (!by.get().scopes().containsAll(scopes))
                throw new NotAllowed("a token makes tokens of its own scopes only: "
                        + String.join(", ", by.get().scopeNames()));
            Optional<Instant> end = by.get().expiresAt();
            if (end.isPresent()
                    && (life == null || library.clock().instant().plus(life).isAfter(end.get())))
                throw new NotAllowed("a token makes tokens that end no later than itself, on " + end.get());
        }
        ApiTokens.Made made = tokens.make(reader.id(), Readers.need("name", body.name()), scopes, life);
        audit.note(
                reader.id(),
                "token",
                made.token().id(),
                String.join(" ", made.token().scopeNames()));
        return new MadeToken(made.secret(), TokenView.of(made.token()));
    }

    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Visitor visitor) {
        if (!tokens.delete(Readers.reader(visitor).id(), id)) throw Readers.missing("token", id);
    }

    // ---- Archive
    // ------------------------------------------------------------------------------------------------

    @GetMapping("/archive")
    void archive(Visitor visitor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reader reader = Readers.reader(visitor);
        ShallowEtagHeaderFilter.disableContentCaching(request);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        archive.write(reader, response.getOutputStream());
    }

    @PostMapping("/archive")
    ArchiveReport bring(Visitor visitor, HttpServletRequest request) {
        Reader reader = Readers.reader(visitor);
        try {
            return archive.read(reader.id(), request.getInputStream());
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
