package dev.berth.registry.acceptance;

import dev.berth.registry.http.TestServer;
import dev.berth.registry.specification.DistributionSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The specification asked of a registry that speaks TLS and lets nobody in without a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GuardedSpecificationIT extends DistributionSpecification {
    private static final String LOGIN = GuardedServer.USER + ":" + GuardedServer.PASSWORD;

    private Optional<TestServer> server = Optional.empty();
    private Optional<SSLContext> trust = Optional.empty();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        GuardedServer guarded = new GuardedServer(folder);
        server = Optional.of(guarded.start(guarded.passwords()));
        trust = Optional.of(guarded.trust());
    }

    @AfterAll
    void stop() {
        server.ifPresent(TestServer::close);
    }

    @Override
    protected URI registry() {
        return server.orElseThrow().server().uri();
    }

    @Override
    protected HttpClient.Builder client() {
        return super.client().sslContext(trust.orElseThrow());
    }

    @Override
    protected Optional<String> authorization() {
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    protected boolean sparse() {
        return false;
    }
}
