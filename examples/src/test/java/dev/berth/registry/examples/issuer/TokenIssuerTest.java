package dev.berth.registry.examples.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.berth.registry.Registry;
import dev.berth.registry.auth.token.TokenAccess;
import dev.berth.registry.auth.token.TokenConfig;
import dev.berth.registry.auth.token.TokenKeys;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry and an issuer, and a client that logs in. */
class TokenIssuerTest {
    @TempDir
    Path folder;

    private TokenIssuer issuer;
    private RegistryServer server;

    @BeforeEach
    void start() throws Exception {
        BCrypt.Hasher bcrypt = BCrypt.with(BCrypt.Version.VERSION_2Y);
        Path users = Files.writeString(
                folder.resolve("users"),
                "ann:" + bcrypt.hashToString(4, "secret".toCharArray()) + "\nbob:"
                        + bcrypt.hashToString(4, "other".toCharArray()) + "\n");
        issuer = TokenIssuer.start(0, users, "example-issuer");
        TokenConfig settings = TokenConfig.builder("my-registry")
                .realm(issuer.address("/token"))
                .issuers(List.of("example-issuer"))
                .build();
        Clock clock = Clock.systemUTC();
        TokenAccess access = new TokenAccess(settings, TokenKeys.jwksAt(issuer.address("/keys"), clock), clock);
        Registry registry = RegistryEngine.over(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock));
        server = new RegistryServer(
                        registry,
                        access,
                        ProtocolConfig.defaults(),
                        ServerConfig.builder().port(0).build())
                .start();
    }

    @BeforeAll
    static void sendPasswordsInClearText() {
        System.setProperty("sendCredentialsOverHttp", "true");
    }

    @AfterAll
    static void sendNoMore() {
        System.clearProperty("sendCredentialsOverHttp");
    }

    @AfterEach
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void userPushesBelowTheirOwnNameAndPullsAnything() throws Exception {
        push("ann/app", "ann", "secret");
        Jib.from(image("ann/app", "bob", "other")).containerize(to(image("bob/app", "bob", "other")));
        assertThatThrownBy(() -> push("bob/app", "ann", "secret")).isInstanceOf(RegistryUnauthorizedException.class);
        assertThatThrownBy(() -> push("ann/app", "ann", "wrong"))
                .isInstanceOf(RegistryAuthenticationFailedException.class);
    }

    @Test
    void everybodyGetsATokenThatPullsWhatIsPublic() throws Exception {
        String scopes = "?service=my-registry&scope=repository:public/a:pull,push&scope=repository:ann/app:pull";
        String token = token(scopes, "");
        assertThat(get("/v2/public/a/tags/list", token)).isEqualTo(404);
        assertThat(get("/v2/ann/app/tags/list", token)).isEqualTo(401);
        assertThat(get("/v2/_catalog", token)).isEqualTo(401);
        assertThat(get("/v2/_catalog", token("?service=my-registry&scope=registry:catalog:*", "ann:secret")))
                .isEqualTo(200);
        assertThat(get("/v2/", token("?service=another-registry", "ann:secret")))
                .isEqualTo(401);
    }

    @Test
    void refusesWhoIsNotWhoTheySay() throws Exception {
        assertThat(ask("?service=my-registry", "ann:wrong").statusCode()).isEqualTo(401);
        assertThat(ask("?service=my-registry", "nonsense").statusCode()).isEqualTo(400);
    }

    private void push(String repository, String user, String password) throws Exception {
        Path hello = Files.writeString(folder.resolve("hello.txt"), "hello");
        Jib.fromScratch()
                .addLayer(List.of(hello), AbsoluteUnixPath.get("/greeting"))
                .containerize(to(image(repository, user, password)));
    }

    private RegistryImage image(String repository, String user, String password) throws Exception {
        return RegistryImage.named(server.uri().getAuthority() + "/" + repository + ":1")
                .addCredential(user, password);
    }

    private Containerizer to(RegistryImage image) {
        return Containerizer.to(image)
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(folder.resolve("base-layers"))
                .setApplicationLayersCache(folder.resolve("layers"));
    }

    private String token(String query, String login) throws Exception {
        HttpResponse<String> answer = ask(query, login);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<String> ask(String query, String login) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer.address("/token") + query));
        if (!login.isEmpty()) {
            String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private int get(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
