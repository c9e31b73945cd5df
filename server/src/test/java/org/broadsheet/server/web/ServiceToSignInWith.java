package org.broadsheet.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// A stand-in on this machine for a service that speaks OpenID Connect: it holds its clients to the rules, and says
/// what a test wants it to say.
final class ServiceToSignInWith implements AutoCloseable {
    static final String CLIENT = "house";
    static final String SECRET = "sesame & lilies";

    /// How it answers where it is asked for a token.
    enum Mood {
        WELL,
        WITH_AN_ERROR,
        WITHOUT_END,
        WITH_NONSENSE,
        WITHOUT_TOKEN,
        SIGNED_BY_ANOTHER,
        UNSIGNED
    }

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey another;
    private final Instant now;
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    final AtomicReference<Mood> mood = new AtomicReference<>(Mood.WELL);
    final AtomicReference<UnaryOperator<JWTClaimsSet.Builder>> twist = new AtomicReference<>(UnaryOperator.identity());
    final List<String> refused = new ArrayList<>();

    ServiceToSignInWith(Instant now) throws IOException, JOSEException {
        this.now = now;
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        another = new RSAKeyGenerator(2048).keyID("one").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", e -> answer(e, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys"}
                """.formatted(issuer())));
        server.createContext("/keys", e -> answer(e, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What a person does there: says who they are, and is sent back.
    ///
    /// @param address where the house sent the browser
    /// @return path and query of the address that the browser is sent back to
    String letIn(String address, String subject, String name) {
        Map<String, String> query = fields(URI.create(address).getRawQuery());
        if (!query.getOrDefault("response_type", "").equals("code")
                || !query.getOrDefault("client_id", "").equals(CLIENT)
                || !query.getOrDefault("code_challenge_method", "").equals("S256")
                || !query.getOrDefault("scope", "").contains("openid"))
            throw new IllegalStateException("wrongly asked: " + query);
        String code = "code-" + codes.size() + "&=";
        codes.put(code, subject + "|" + name);
        asked.put(code, query);
        URI back = URI.create(Objects.requireNonNull(query.get("redirect_uri")));
        return back.getRawPath() + "?code=" + java.net.URLEncoder.encode(code, UTF_8) + "&state=" + query.get("state");
    }

    private void token(HttpExchange e) throws IOException {
        Map<String, String> given = fields(new String(e.getRequestBody().readAllBytes(), UTF_8));
        String code = given.getOrDefault("code", "");
        Map<String, String> query = asked.remove(code);
        String both = java.net.URLEncoder.encode(CLIENT, UTF_8) + ":" + java.net.URLEncoder.encode(SECRET, UTF_8);
        String authorization = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
        if (query == null
                || !authorization.equals(e.getRequestHeaders().getFirst("Authorization"))
                || !Objects.equals(query.get("redirect_uri"), given.get("redirect_uri"))
                || !Objects.equals(query.get("code_challenge"), challenge(given.getOrDefault("code_verifier", "")))) {
            refused.add(given.toString());
            answer(e, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        switch (mood.get()) {
            case WITH_AN_ERROR -> answer(e, 500, "{\"error\":\"server_error\"}");
            case WITHOUT_END -> answer(e, 200, "{\"id_token\":\"" + "x".repeat(1_000_000) + "\"}");
            case WITH_NONSENSE -> answer(e, 200, "<html>");
            case WITHOUT_TOKEN -> answer(e, 200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");
            case WELL, SIGNED_BY_ANOTHER, UNSIGNED ->
                answer(
                        e,
                        200,
                        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + token(code, query)
                                + "\"}");
        }
    }

    private String token(String code, Map<String, String> query) {
        String[] who = Objects.requireNonNull(codes.get(code)).split("\\|", 2);
        JWTClaimsSet claims = twist.get()
                .apply(new JWTClaimsSet.Builder()
                        .issuer(issuer().toString())
                        .audience(CLIENT)
                        .subject(who[0])
                        .claim("name", who[1])
                        .claim("preferred_username", who[0] + "@example.org")
                        .claim("nonce", query.get("nonce"))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300))))
                .build();
        if (mood.get() == Mood.UNSIGNED) return new PlainJWT(claims).serialize();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        try {
            token.sign(new RSASSASigner(mood.get() == Mood.SIGNED_BY_ANOTHER ? another : key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            int at = pair.indexOf('=');
            fields.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange e, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        e.getResponseHeaders().set("Content-Type", "application/json");
        e.sendResponseHeaders(status, bytes.length);
        try (e) {
            e.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
