package dev.berth.registry.auth.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.berth.registry.testing.Certificates;
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
import javax.net.ssl.SSLContext;

/** Issues tokens to one user, with all permissions in some repositories; all others get tokens without permissions. */
public final class Realm implements AutoCloseable {
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpServer server;
    private final String host;
    private final KeyPair keys;
    private final String login;
    private final String repositories;

    private Realm(HttpServer server, String host, KeyPair keys, String login, String repositories) {
        this.server = server;
        this.host = host;
        this.keys = keys;
        this.login = login;
        this.repositories = repositories;
    }

    /** With a regular expression for the repositories. */
    public static Realm of(String user, String password, String repositories)
            throws IOException, GeneralSecurityException {
        return of(HttpServer.create(ANYWHERE, 0), "http://127.0.0.1:", login(user, password), repositories);
    }

    /** The same, for clients that send passwords neither unencrypted nor to a numeric address. */
    public static Realm overTls(SSLContext tls, String user, String password, String repositories)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(ANYWHERE, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return of(server, "https://localhost:", login(user, password), repositories);
    }

    private static Realm of(HttpServer server, String host, String login, String repositories)
            throws GeneralSecurityException {
        Realm realm = new Realm(server, host, Certificates.ellipticKeys(), login, repositories);
        server.createContext("/token", realm::answer);
        server.start();
        return realm;
    }

    private static String login(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Accepts its tokens and sends clients to it. */
    public TokenAccess access() {
        KeyRing ring =
                new KeyRing.Builder().add(TrustedKey.any(keys.getPublic())).build();
        TokenConfig settings = TokenConfig.builder(Issuer.SERVICE)
                .realm(URI.create(host + server.getAddress().getPort() + "/token"))
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
            String[] pair = URLDecoder.decode(parameter, StandardCharsets.UTF_8).split("=", 2);
            if (pair.length == 2 && pair[0].equals("scope")) {
                addAccess(pair[1], access);
            }
        }
        return access;
    }

    /** Some clients send each scope in a separate parameter, others all in one. */
    private void addAccess(String scopes, List<Object> access) {
        for (String scope : scopes.split(" ", -1)) {
            String[] words = scope.split(":", 3);
            if (words.length == 3 && words[0].equals("repository") && words[1].matches(repositories)) {
                access.add(Issuer.access(words[1], words[2].split(",", -1)));
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
