package dev.berth.registry.auth.token;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.testing.Certificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that keep their bearer from some tags of a repository it may change. */
class TagLimitsTest {
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final Map<String, Object> NO_RELEASES =
            Map.of("tag_deny_access_patterns", Map.of("push", List.of("^v\\d"), "delete", List.of("^v\\d", "latest")));

    private final TestClock clock = new TestClock();
    private final Issuer issuer = new Issuer(clock);
    private final KeyPair keys = Certificates.ellipticKeys();
    private final TestServer server = TestServer.guardedBy(access());
    private byte[] image = {};

    TagLimitsTest() throws GeneralSecurityException {}

    @BeforeEach
    void pushImage() throws IOException, InterruptedException {
        image = server.image("team/app", "content");
        assertThat(put("v1", Map.of()).statusCode()).isEqualTo(201);
        assertThat(put("latest", Map.of()).statusCode()).isEqualTo(201);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void keepsTagsFromBeingPushed() throws Exception {
        HttpResponse<byte[]> denied = put("v2", NO_RELEASES);
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(codes(denied)).containsExactly("DENIED");
        assertThat(put("latest", NO_RELEASES).statusCode()).isEqualTo(201);
        assertThat(put(digest() + "?tag=dev", NO_RELEASES).statusCode()).isEqualTo(201);
        assertThat(put(digest() + "?tag=dev&tag=v2", NO_RELEASES).statusCode()).isEqualTo(403);
        assertThat(put(digest(), NO_RELEASES).statusCode()).isEqualTo(201);
    }

    @Test
    void keepsTagsFromBeingDeleted() throws Exception {
        assertThat(delete("manifests/v1", NO_RELEASES)).isEqualTo(403);
        assertThat(delete("tags/reference/latest", NO_RELEASES)).isEqualTo(403);
        assertThat(put("dev", NO_RELEASES).statusCode()).isEqualTo(201);
        assertThat(delete("manifests/dev", NO_RELEASES)).isEqualTo(202);
    }

    @Test
    void keepsManifestsThatSuchTagsMayNameFromBeingDeleted() throws Exception {
        assertThat(delete("manifests/" + digest(), NO_RELEASES)).isEqualTo(403);
        assertThat(delete("manifests/" + digest(), Map.of())).isEqualTo(202);
    }

    @Test
    void immutableTagsAreSetOnceAndNotDeleted() throws Exception {
        Map<String, Object> immutable = Map.of("tag_immutable_patterns", List.of("^v\\d"));
        assertThat(put("v2", immutable).statusCode()).isEqualTo(201);
        assertThat(put("v2", immutable).statusCode()).isEqualTo(201);
        assertThat(delete("manifests/v1", immutable)).isEqualTo(403);
        assertThat(delete("manifests/" + digest(), immutable)).isEqualTo(403);
        assertThat(put("dev", immutable).statusCode()).isEqualTo(201);

        image = server.image("team/app", "other content");
        for (String reference : List.of("v1", "v2", digest() + "?tag=dev&tag=v2")) {
            HttpResponse<byte[]> denied = put(reference, immutable);
            assertThat(denied.statusCode()).as(reference).isEqualTo(403);
            assertThat(codes(denied)).containsExactly("DENIED");
        }
        assertThat(put("dev", immutable).statusCode()).isEqualTo(201);
        assertThat(put("v3", immutable).statusCode()).isEqualTo(201);
        assertThat(put("v1", Map.of()).statusCode()).as("for others it is not").isEqualTo(201);
    }

    @Test
    void limitsAreThoseOfTheirRepositoryOnly() throws Exception {
        byte[] other = server.image("team/other", "content");
        String token = token(
                entry("team/app", NO_RELEASES),
                Map.of("type", "repository", "name", "team/other", "actions", List.of("*")));
        assertThat(server.send(
                                "PUT",
                                "/v2/team/other/manifests/v1",
                                other,
                                "Authorization",
                                "Bearer " + token,
                                "Content-Type",
                                IMAGE)
                        .statusCode())
                .isEqualTo(201);
    }

    static List<Map<String, Object>> malformed() {
        return List.of(
                Map.of("tag_deny_access_patterns", List.of("v1")),
                Map.of("tag_deny_access_patterns", Map.of("push", "v1")),
                Map.of("tag_deny_access_patterns", Map.of("push", List.of(1))),
                Map.of("tag_deny_access_patterns", Map.of("push", List.of("("))),
                Map.of("tag_deny_access_patterns", Map.of("delete", List.of("a".repeat(101)))),
                Map.of("tag_deny_access_patterns", Map.of("delete", Collections.nCopies(6, "a"))),
                Map.of("tag_immutable_patterns", List.of("(?=a)")),
                Map.of("tag_immutable_patterns", Collections.nCopies(6, "a")));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void tokenWithLimitsThatCannotBeReadIsBad(Map<String, Object> meta) throws Exception {
        HttpResponse<byte[]> answer = put("dev", meta);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(TestServer.header(answer, "WWW-Authenticate")).endsWith("error=\"invalid_token\"");
    }

    private HttpResponse<byte[]> put(String reference, Map<String, Object> meta)
            throws IOException, InterruptedException {
        return server.send(
                "PUT",
                "/v2/team/app/manifests/" + reference,
                image,
                "Authorization",
                "Bearer " + token(entry("team/app", meta)),
                "Content-Type",
                IMAGE);
    }

    private int delete(String path, Map<String, Object> meta) throws IOException, InterruptedException {
        String token = token(entry("team/app", meta));
        return server.send("DELETE", "/v2/team/app/" + path, NOTHING, "Authorization", "Bearer " + token)
                .statusCode();
    }

    private String digest() {
        return TestServer.digest(image).toString();
    }

    private static Map<String, Object> entry(String repository, Map<String, Object> meta) {
        return Map.of("type", "repository", "name", repository, "actions", List.of("*"), "meta", meta);
    }

    private String token(Object... entries) {
        return Issuer.sign("ES256", keys, issuer.claims(Map.of("access", List.of(entries))));
    }

    private TokenAccess access() {
        KeyRing ring =
                new KeyRing.Builder().add(TrustedKey.any(keys.getPublic())).build();
        TokenConfig settings = TokenConfig.builder(Issuer.SERVICE)
                .realm(URI.create("https://login.example.com/token"))
                .issuers(List.of(Issuer.NAME))
                .build();
        return new TokenAccess(settings, TokenKeys.of(() -> ring), clock);
    }
}
