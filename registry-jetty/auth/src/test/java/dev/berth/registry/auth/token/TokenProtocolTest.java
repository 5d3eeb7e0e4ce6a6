package dev.berth.registry.auth.token;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static dev.berth.registry.jetty.protocol.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import dev.berth.registry.testing.Certificates;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The token protocol as a client sees it, sent to a realm at the registry's own address. */
class TokenProtocolTest {
    private static final TestClock CLOCK = new TestClock();
    private static final Issuer ISSUER = new Issuer(CLOCK);
    private static final KeyPair KEYS = keys();
    private static final KeyRing RING =
            new KeyRing.Builder().add(TrustedKey.any(KEYS.getPublic())).build();
    private static final TokenConfig SETTINGS = TokenConfig.builder(Issuer.SERVICE)
            .autoRedirect("/auth/token")
            .issuers(List.of(Issuer.NAME))
            .build();

    @RegisterExtension
    static final TestServer server = TestServer.guardedBy(new TokenAccess(SETTINGS, TokenKeys.of(() -> RING), CLOCK));

    private final String realm =
            "Bearer realm=\"" + server.server().uri() + "/auth/token\",service=\"registry.example.com\"";

    @Test
    void sendsForTokensToTheAddressThatWasCalled() throws Exception {
        HttpResponse<byte[]> ping = server.get("/v2/");
        assertThat(ping.statusCode()).isEqualTo(401);
        assertThat(codes(ping)).containsExactly("UNAUTHORIZED");
        assertThat(header(ping, "WWW-Authenticate")).isEqualTo(realm);
        assertThat(get("/v2/", token()).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhichScopeIsMissing() throws Exception {
        assertThat(header(server.get("/v2/team/app/manifests/v1"), "WWW-Authenticate"))
                .isEqualTo(realm + ",scope=\"repository:team/app:pull\"");
        HttpResponse<byte[]> other = get("/v2/team/app/manifests/v1", token(Issuer.access("team/other", "pull")));
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(header(other, "WWW-Authenticate"))
                .isEqualTo(realm + ",scope=\"repository:team/app:pull\",error=\"insufficient_scope\"");
        HttpResponse<byte[]> delete =
                send("DELETE", "/v2/team/app/manifests/v1", token(Issuer.access("team/app", "pull", "push")));
        assertThat(header(delete, "WWW-Authenticate"))
                .isEqualTo(realm + ",scope=\"repository:team/app:delete\",error=\"insufficient_scope\"");
    }

    @Test
    void badTokenIsCalledInvalid() throws Exception {
        HttpResponse<byte[]> answer = get("/v2/team/app/tags/list", "nonsense");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate"))
                .isEqualTo(realm + ",scope=\"repository:team/app:pull\",error=\"invalid_token\"");
    }

    @Test
    void hugeTokenIsRefusedByItsSizeAlone() throws Exception {
        assertThat(get("/v2/", "a".repeat(1 << 20)).statusCode()).isEqualTo(431);
        assertThat(get("/v2/", token()).statusCode()).isEqualTo(200);
    }

    @Test
    void mountAsksForBothScopes() throws Exception {
        Digest digest = server.pushBlob("library/base", "base".getBytes(StandardCharsets.UTF_8));
        String mount = "/v2/team/app/blobs/uploads/?mount=" + digest + "&from=library/base";
        assertThat(header(server.send("POST", mount, NOTHING), "WWW-Authenticate"))
                .isEqualTo(realm + ",scope=\"repository:library/base:pull repository:team/app:pull,push\"");
        Object push = Issuer.access("team/app", "pull", "push");
        assertThat(send("POST", mount, token(push)).statusCode()).isEqualTo(202);
        assertThat(send("POST", mount, token(push, Issuer.access("library/base", "pull")))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void uploadIsFinishedThoughItsTokenExpiresMeanwhile() throws Exception {
        SlowUpload upload = new SlowUpload(server.uri("/"), token(Issuer.access("slow/app", "pull", "push")));
        upload.begin("slow/app", "content");
        CLOCK.advance(Duration.ofHours(1));
        assertThat(upload.end()).contains(" 201 ");
    }

    @Test
    void catalogIsForTokensOfTheCatalogAndWhole() throws Exception {
        server.pushBlob("hidden/app", "hidden".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> refused = get("/v2/_catalog", token(Issuer.access("hidden/app", "*")));
        assertThat(header(refused, "WWW-Authenticate"))
                .isEqualTo(realm + ",scope=\"registry:catalog:*\",error=\"insufficient_scope\"");
        String catalog = token(Map.of("type", "registry", "name", "catalog", "actions", List.of("*")));
        assertThat(json(get("/v2/_catalog", catalog)).get("repositories").toString())
                .contains("\"hidden/app\"");
        assertThat(get("/v2/hidden/app/tags/list", catalog).statusCode()).isEqualTo(401);
    }

    private static String token(Object... access) {
        return Issuer.sign("ES256", KEYS, ISSUER.claims(Map.of("access", List.of(access))));
    }

    private static HttpResponse<byte[]> get(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, token);
    }

    private static HttpResponse<byte[]> send(String method, String path, String token)
            throws IOException, InterruptedException {
        return server.send(method, path, NOTHING, "Authorization", "Bearer " + token);
    }

    private static KeyPair keys() {
        try {
            return Certificates.ellipticKeys();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
