package dev.berth.registry.examples.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.auth.HtpasswdAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jose4j.json.JsonUtil;

/**
 * Issues tokens to the users of an htpasswd file, at {@code /token}, and shows the key they are signed with, at {@code
 * /keys}. Speaks no TLS: where passwords come from other machines, a proxy does.
 */
public final class TokenIssuer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HtpasswdAccess users;
    private final Signer signer;
    private final Clock clock;

    private TokenIssuer(HttpServer server, HtpasswdAccess users, String name, Clock clock) {
        this.server = server;
        this.users = users;
        this.clock = clock;
        this.signer = new Signer(name, clock);
    }

    /** {@code TokenIssuer PORT USERS}: listens on the loopback address until the process is stopped. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: TokenIssuer PORT HTPASSWD-FILE");
            System.exit(2);
        }
        TokenIssuer issuer = start(Integer.parseInt(arguments[0]), Path.of(arguments[1]), "example-issuer");
        Runtime.getRuntime().addShutdownHook(new Thread(issuer::close, "stop"));
        System.out.println("tokens at " + issuer.address("/token") + ", keys at " + issuer.address("/keys"));
    }

    /** An issuer of this name; port 0 takes any that is free. */
    static TokenIssuer start(int port, Path htpasswd, String name) throws IOException {
        Clock clock = Clock.systemUTC();
        HtpasswdAccess users = HtpasswdAccess.required(htpasswd, "tokens", clock);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        TokenIssuer issuer = new TokenIssuer(server, users, name, clock);
        server.setExecutor(issuer.threads);
        server.createContext("/token", issuer::token);
        server.createContext("/keys", exchange -> answer(exchange, 200, issuer.signer.keySet()));
        server.start();
        return issuer;
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void token(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 405, "{}");
            return;
        }
        try {
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            answer(exchange, TokenRequest.of(exchange.getRequestURI(), Optional.ofNullable(login)));
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, "{}");
        }
    }

    private void answer(HttpExchange exchange, TokenRequest request) throws IOException {
        Authentication authentication = users.authenticate(request.credentials());
        if (authentication instanceof Authentication.Refused refused) {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", refused.challenge().header());
            answer(exchange, 401, "{}");
        } else if (authentication instanceof Authentication.Authenticated known) {
            Optional<String> user = Optional.of(known.caller().name()).filter(name -> !name.isEmpty());
            String token = signer.token(request.service(), user, access(user, request.scopes()));
            answer(exchange, 200, JsonUtil.toJson(body(token)));
        }
    }

    private Map<String, Object> body(String token) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("token", token);
        body.put("access_token", token);
        body.put("expires_in", Signer.LIFE.toSeconds());
        body.put("issued_at", clock.instant().toString());
        return body;
    }

    private static List<Map<String, Object>> access(Optional<String> user, List<Scope> scopes) {
        List<Map<String, Object>> access = new ArrayList<>();
        for (Scope scope : scopes) {
            List<String> granted = List.copyOf(Rules.granted(user, scope));
            access.add(Map.of("type", scope.type(), "name", scope.name(), "actions", granted));
        }
        return access;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
