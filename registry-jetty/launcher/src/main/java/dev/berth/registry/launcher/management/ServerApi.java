package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The management API of a server. Redirects are not followed, so that a login reaches no other server. */
final class ServerApi implements ManagementApi {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Longer than a server works on a request. */
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private static final int LONGEST = 64 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ServerAddress server;
    private final Optional<Login> login;
    private Optional<String> authorization = Optional.empty();

    ServerApi(ServerAddress server, Optional<Login> login) {
        this.server = server;
        this.login = login;
    }

    @Override
    public JsonNode send(String method, String path, CallQuery query) throws IOException {
        URI uri = server.resolve(ROOT + path, query.encoded());
        HttpResponse<InputStream> answer = send(method, uri, authorization);
        if (answer.statusCode() == 401) {
            Optional<String> challenge = answer.headers().firstValue("WWW-Authenticate");
            answer.body().close();
            authorization = authorization(challenge.orElse(""));
            answer = send(method, uri, authorization);
        }
        return ApiAnswer.read(answer.statusCode(), bytes(answer), server.toString());
    }

    /** The answer to a challenge. A token service gives a token to callers without a login too, if it wants to. */
    private Optional<String> authorization(String challenge) throws IOException {
        Optional<TokenRealm> realm = realm(challenge);
        if (realm.isPresent()) {
            return Optional.of("Bearer " + token(realm.get()));
        }
        if (login.isEmpty()) {
            throw new RefusedCall(
                    "UNAUTHORIZED",
                    server + " requires a login: use --user with --password-file, or REGISTRY_USER and"
                            + " REGISTRY_PASSWORD");
        }
        return login.map(Login::basic);
    }

    private static Optional<TokenRealm> realm(String challenge) throws IOException {
        try {
            return TokenRealm.of(challenge);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a valid challenge: " + ApiAnswer.shown(challenge), e);
        }
    }

    private String token(TokenRealm realm) throws IOException {
        ServerAddress service;
        try {
            URI uri = realm.uri();
            service = ServerAddress.parse(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            throw new IOException("not a valid token service: " + realm.uri(), e);
        }
        if (login.isPresent() && !service.isPrivate()) {
            throw new IOException("the token service " + service + " is not reached by https: no password is sent");
        }
        HttpResponse<InputStream> answer = send("GET", realm.uri(), login.map(Login::basic));
        byte[] body = bytes(answer);
        if (answer.statusCode() != 200) {
            throw new RefusedCall("UNAUTHORIZED", "the token service " + service + " answered " + answer.statusCode());
        }
        JsonNode json = JSON.readTree(body);
        JsonNode token = json.path("token").isTextual() ? json.path("token") : json.path("access_token");
        if (!token.isTextual()) {
            throw new IOException("the token service " + service + " answered without a token");
        }
        return token.asText();
    }

    private HttpResponse<InputStream> send(String method, URI uri, Optional<String> authorizing) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(ANSWER).method(method, BodyPublishers.noBody());
        authorizing.ifPresent(value -> request.header("Authorization", value));
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException(
                    "no answer from " + uri.getScheme() + "://" + uri.getRawAuthority() + ": "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        }
    }

    private static byte[] bytes(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("an answer has more than " + LONGEST + " bytes");
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        // The connections end with the process.
    }
}
