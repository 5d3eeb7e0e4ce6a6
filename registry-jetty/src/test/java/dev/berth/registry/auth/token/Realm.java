package dev.berth.registry.auth.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.auth.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Issues tokens to one user, who may do everything in some repositories; everybody else gets tokens of no use. */
public final class Realm implements AutoCloseable {
    private final HttpServer server;
    private final KeyPair keys;
    private final String login;
    private final String repositories;

    private Realm(HttpServer server, KeyPair keys, String login, String repositories) {
        this.server = server;
        this.keys = keys;
        this.login = login;
        this.repositories = repositories;
    }

    /** With a regular expression for the repositories. */
    public static Realm of(String user, String password, String repositories)
            throws IOException, GeneralSecurityException {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String login = "Basic " + Base64.getEncoder().encodeToString(pair);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Realm realm = new Realm(server, Certificates.ellipticKeys(), login, repositories);
        server.createContext("/token", realm::answer);
        server.start();
        return realm;
    }

    /** Believes its tokens and sends clients to it. */
    public TokenAccess access() {
        KeyRing ring = new KeyRing.Builder().add(keys.getPublic()).build();
        TokenSettings settings = TokenSettings.builder(Issuer.SERVICE)
                .realm(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token"))
                .issuers(List.of(Issuer.NAME))
                .build();
        return new TokenAccess(settings, TokenKeys.of(() -> ring), Clock.systemUTC());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean known = login.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            List<Object> access = known ? access(exchange.getRequestURI()) : List.of();
            Map<String, Object> claims = new Issuer(Clock.systemUTC()).claims(Map.of("access", access));
            byte[] body =
                    ("{\"token\":\"" + Issuer.sign("ES256", keys, claims) + "\"}").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private List<Object> access(URI address) {
        List<Object> access = new ArrayList<>();
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        for (String parameter : query.split("&", -1)) {
            String[] words =
                    URLDecoder.decode(parameter, StandardCharsets.UTF_8).split("[=:]", 4);
            if (words.length == 4 && words[1].equals("repository") && words[2].matches(repositories)) {
                access.add(Issuer.access(words[2], words[3].split(",", -1)));
            }
        }
        return access;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
