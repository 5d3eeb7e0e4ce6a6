package dev.berth.registry.launcher.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token service for one user, which permits requests of one page (CORS). Its tokens live so shortly that the page
 * requests a new one for each call.
 */
final class TokenService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "tokens.example.com";
    private static final int COORDINATE = 32;
    private static final int LIFETIME = 10;

    private final HttpServer server;
    private final KeyPair keys;
    private final String login;
    private final String granted;
    private final AtomicInteger issued = new AtomicInteger();
    private volatile String page = "";
    private volatile boolean revoked;

    private TokenService(HttpServer server, KeyPair keys, String login, String granted) {
        this.server = server;
        this.keys = keys;
        this.login = login;
        this.granted = granted;
    }

    /**
     * Starts one.
     *
     * @param granted a regular expression for the names in which the user has every right, of repositories and those
     *     of the registry as a whole, {@code catalog} for example
     */
    static TokenService start(String user, String password, String granted)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        String login =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TokenService service = new TokenService(server, generator.generateKeyPair(), login, granted);
        server.createContext("/token", service::answer);
        server.start();
        return service;
    }

    /** Permits requests of the page at an address. */
    void permit(URI registry) {
        page = registry.getScheme() + "://" + registry.getAuthority();
    }

    /** From now on the login is wrong. */
    void revoke() {
        revoked = true;
    }

    int issued() {
        return issued.get();
    }

    /** A section {@code auth} of a configuration. */
    String section(String keyFile) {
        return "{token: {realm: 'http://127.0.0.1:" + server.getAddress().getPort() + "/token', service: " + NAME
                + ", issuer: " + NAME + ", jwks: '" + keyFile + "'}}";
    }

    /** The keys as a JSON Web Key Set. */
    String keySet() throws IOException {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return JSON.writeValueAsString(Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-256",
                        "kid",
                        "1",
                        "alg",
                        "ES256",
                        "use",
                        "sig",
                        "x",
                        coordinate(key.getW().getAffineX()),
                        "y",
                        coordinate(key.getW().getAffineY())))));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE];
        int length = Math.min(COORDINATE, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
        return text(fixed);
    }

    /** A token of ten minutes to pull from a repository and to push to it, and for nothing else. */
    String token(String repository) throws IOException {
        return token(
                List.of(Map.of("type", "repository", "name", repository, "actions", List.of("pull", "push"))), 600);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", page);
            exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "Authorization");
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.sendResponseHeaders(204, -1);
            } else if (given != null && (revoked || !given.equals(login))) {
                exchange.sendResponseHeaders(401, -1);
            } else {
                issue(exchange, given != null);
            }
        }
    }

    private void issue(HttpExchange exchange, boolean isKnown) throws IOException {
        issued.incrementAndGet();
        String token = token(isKnown ? access(exchange.getRequestURI()) : List.of(), LIFETIME);
        byte[] body = JSON.writeValueAsBytes(Map.of("token", token, "expires_in", LIFETIME));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private List<Map<String, Object>> access(URI address) {
        List<Map<String, Object>> access = new ArrayList<>();
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        for (String parameter : query.split("&", -1)) {
            String[] pair = URLDecoder.decode(parameter, StandardCharsets.UTF_8).split("=", 2);
            String[] words = pair[pair.length - 1].split(":", 3);
            if (pair[0].equals("scope") && words.length == 3 && words[1].matches(granted)) {
                access.add(
                        Map.of("type", words[0], "name", words[1], "actions", Arrays.asList(words[2].split(",", -1))));
            }
        }
        return access;
    }

    private String token(List<Map<String, Object>> access, int lifetime) throws IOException {
        long now = Instant.now().getEpochSecond();
        String signed = text(JSON.writeValueAsBytes(Map.of("alg", "ES256", "typ", "JWT", "kid", "1"))) + "."
                + text(JSON.writeValueAsBytes(Map.of(
                        "iss",
                        NAME,
                        "aud",
                        NAME,
                        "sub",
                        "anna",
                        "iat",
                        now,
                        "nbf",
                        now - 1,
                        "exp",
                        now + lifetime,
                        "jti",
                        Integer.toString(issued.get()),
                        "access",
                        access)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + text(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has this algorithm", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
