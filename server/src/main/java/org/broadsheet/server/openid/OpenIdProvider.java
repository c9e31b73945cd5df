package org.broadsheet.server.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.store.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The other service, by OpenID Connect Core 1.0, authorization code flow with PKCE. What it says of itself is
/// asked for when somebody first signs in and once an hour after that; its keys come from there too. Believed is
/// only what one of its keys signed, for this house, for the browser that asked, just now.
@Component
public final class OpenIdProvider {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MOST_BYTES = 256 * 1024;
    private static final Set<JWSAlgorithm> SIGNED_BY = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384);

    private final @Nullable OpenIdSettings settings;
    private final Clock clock;
    private final Seal seal;
    private final HttpClient client;
    private volatile @Nullable Metadata known;

    /// What the service says of itself.
    private record Metadata(
            URI authorization, URI token, boolean basic, JWKSource<SecurityContext> keys, Instant until) {}

    @Autowired
    public OpenIdProvider(Library library, Optional<OpenIdSettings> settings) {
        this(library, settings.orElse(null), library.clock());
    }

    OpenIdProvider(Library library, @Nullable OpenIdSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.seal = new Seal(library.database(), "openid");
        // A service that sends us elsewhere is not the one that was named.
        this.client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// What readers call it; empty where none is set.
    public Optional<String> name() {
        return Optional.ofNullable(settings).map(OpenIdSettings::name);
    }

    private OpenIdSettings settings() throws OpenIdFailed {
        OpenIdSettings s = settings;
        if (s == null) throw new OpenIdFailed("This house has no other service to sign in with.");
        return s;
    }

    // ---- Going there
    // ---------------------------------------------------------------------------------------------

    /// @param next       path to go on to
    /// @param invitation secret of an invitation, or empty
    /// @param linking    id of the reader who wants the service as a way into the account, or empty
    public Ticket ticket(String next, String invitation, String linking) {
        return Ticket.begin(next, invitation, linking, clock.instant());
    }

    /// A ticket, or anything else of ours, as a cookie or a form carries it: sealed, good for a purpose.
    public String sealed(Object value) {
        String text = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonMapper.shared().writeValueAsBytes(value));
        return text + "." + seal.of(value.getClass().getSimpleName() + " " + text);
    }

    /// What was sealed; empty where it is not ours.
    public <T> Optional<T> opened(String sealed, Class<T> type) {
        int dot = sealed.lastIndexOf('.');
        if (dot < 0 || sealed.length() > 8_000) return Optional.empty();
        String text = sealed.substring(0, dot);
        if (!seal.fits(type.getSimpleName() + " " + text, sealed.substring(dot + 1))) return Optional.empty();
        try {
            return Optional.of(
                    JsonMapper.shared().readValue(Base64.getUrlDecoder().decode(text), type));
        } catch (JacksonException _) {
            // Sealed by another version of this program.
            return Optional.empty();
        }
    }

    /// Where to send the browser.
    ///
    /// @param back where the service is to send it afterwards
    public URI address(Ticket ticket, String back) throws OpenIdFailed {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings().clientId());
        query.put("redirect_uri", back);
        query.put("scope", "openid profile");
        query.put("state", ticket.state());
        query.put("nonce", ticket.nonce());
        query.put("code_challenge", challenge(ticket.verifier()));
        query.put("code_challenge_method", "S256");
        return URI.create(metadata().authorization() + "?" + form(query));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    // ---- Coming back
    // ---------------------------------------------------------------------------------------------

    /// Who it is, by the code that the browser brought back.
    ///
    /// @param ticket what the same browser took along
    /// @param back   the address it was sent back to
    /// @throws OpenIdFailed where anything is not as it should be
    public Identity identity(String code, String state, Ticket ticket, String back) throws OpenIdFailed {
        OpenIdSettings s = settings();
        if (ticket.until() < clock.instant().getEpochSecond())
            throw new OpenIdFailed("It took longer than ten minutes; begin again.");
        if (!MessageDigest.isEqual(
                ticket.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8)))
            throw new OpenIdFailed("This answer belongs to another attempt; begin again.");
        Metadata m = metadata();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", back);
        fields.put("code_verifier", ticket.verifier());
        HttpRequest.Builder request = HttpRequest.newBuilder(m.token())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        String secret = s.secret();
        if (secret != null && m.basic()) request.header("Authorization", "Basic " + basic(s.clientId(), secret));
        else {
            fields.put("client_id", s.clientId());
            if (secret != null) fields.put("client_secret", secret);
        }
        JsonNode answer = json(
                request.POST(HttpRequest.BodyPublishers.ofString(form(fields))).build());
        String token = answer.path("id_token").asString("");
        if (token.isEmpty()) throw new OpenIdFailed(s.name() + " did not say who you are.");
        return identity(token, ticket, m, s);
    }

    private static String basic(String user, String password) {
        String both = URLEncoder.encode(user, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private Identity identity(String token, Ticket ticket, Metadata m, OpenIdSettings s) throws OpenIdFailed {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNED_BY, m.keys()));
        JWTClaimsSet exactly = new JWTClaimsSet.Builder()
                .issuer(s.issuer().toString())
                .claim("nonce", ticket.nonce())
                .build();
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(s.clientId(), exactly, Set.of("sub", "iat", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
        try {
            JWTClaimsSet claims = processor.process(token, null);
            List<String> audience = claims.getAudience();
            String party = claims.getStringClaim("azp");
            if (audience.size() > 1 && party == null || party != null && !party.equals(s.clientId()))
                throw new OpenIdFailed("What " + s.name() + " said was meant for somebody else.");
            String subject = claims.getSubject();
            if (subject.isEmpty() || subject.length() > 255)
                throw new OpenIdFailed(s.name() + " did not say who you are.");
            return new Identity(
                    s.issuer().toString(), subject, text(claims, "name"), text(claims, "preferred_username"));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new OpenIdFailed("What " + s.name() + " said could not be verified; begin again.", e);
        }
    }

    private static String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String s ? s.length() > 200 ? s.substring(0, 200) : s : "";
    }

    // ---- The service itself
    // --------------------------------------------------------------------------------------

    private Metadata metadata() throws OpenIdFailed {
        Metadata m = known;
        if (m != null && m.until().isAfter(clock.instant())) return m;
        OpenIdSettings s = settings();
        String base = s.issuer().toString().replaceAll("/+$", "");
        JsonNode said = json(HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration"))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build());
        if (!said.path("issuer").asString("").equals(s.issuer().toString()))
            throw new OpenIdFailed(s.name() + " says that it is another service than the one that is set.");
        boolean basic = said.path("token_endpoint_auth_methods_supported").isMissingNode();
        for (JsonNode method : said.path("token_endpoint_auth_methods_supported"))
            basic |= method.asString("").equals("client_secret_basic");
        try {
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            endpoint(said, "jwks_uri").toURL(),
                            new DefaultResourceRetriever(
                                    (int) TIMEOUT.toMillis(), (int) TIMEOUT.toMillis(), MOST_BYTES))
                    .build();
            m = new Metadata(
                    endpoint(said, "authorization_endpoint"),
                    endpoint(said, "token_endpoint"),
                    basic,
                    keys,
                    clock.instant().plus(FRESH));
        } catch (MalformedURLException e) {
            throw new OpenIdFailed(s.name() + " names an address that is none.", e);
        }
        known = m;
        return m;
    }

    private URI endpoint(JsonNode said, String name) throws OpenIdFailed {
        try {
            URI address = URI.create(said.path(name).asString(""));
            if (OpenIdSettings.safe(address)) return address;
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new OpenIdFailed(settings().name() + " names no safe address for its '" + name + "'.");
    }

    private JsonNode json(HttpRequest request) throws OpenIdFailed {
        String name = settings().name();
        try {
            HttpResponse<byte[]> answer = client.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
            if (answer.statusCode() != 200)
                throw new OpenIdFailed(name + " answered with an error (" + answer.statusCode() + "); begin again.");
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new OpenIdFailed(name + " cannot be reached; try again later.", e);
        } catch (JacksonException e) {
            throw new OpenIdFailed(name + " answered with something that makes no sense.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpenIdFailed("The server is stopping; try again later.", e);
        }
    }
}
