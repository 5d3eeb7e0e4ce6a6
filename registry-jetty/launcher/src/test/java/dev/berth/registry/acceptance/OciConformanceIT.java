package dev.berth.registry.acceptance;

import dev.berth.registry.auth.token.Realm;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import dev.berth.registry.storage.gcs.FakeGcsServer;
import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.storage.s3.VersityGateway;
import dev.berth.registry.testing.FullBuild;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The OCI conformance suite against every kind of storage, as a servlet of Tomcat, and with callers that log in. With
 * {@code -Dberth.tests=all} in memory, against a second implementation of S3 and with passwords too.
 */
final class OciConformanceIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    @FullBuild
    void inMemory() throws Exception {
        try (Adapters adapters = Adapters.inMemory()) {
            requireAll("memory", adapters);
            requireStable("memory", adapters);
        }
    }

    @Test
    void onPostgresAndFiles() throws Exception {
        try (Adapters adapters = Adapters.onDisk(folder, 1)) {
            requireAll("postgres", adapters);
            requireStable("postgres", adapters);
        }
    }

    @Test
    void asAServletOfTomcat() throws Exception {
        try (Adapters adapters = Adapters.inMemory();
                ServletServer all = new ServletServer(adapters.registry(MissingReferences.REMEMBER), folder)) {
            ConformanceSuite.of("servlet").requireAll(all.uri());
        }
    }

    @Test
    @FullBuild
    void asAServletOfTomcatThatRefusesMissingContent() throws Exception {
        try (Adapters adapters = Adapters.inMemory();
                ServletServer stable = new ServletServer(adapters.registry(MissingReferences.REFUSE), folder)) {
            ConformanceSuite.of("servlet").requireStable(stable.uri());
        }
    }

    @Test
    void onS3Proxy() throws Exception {
        try (Adapters adapters = Adapters.onS3(S3Server.inThisJvm())) {
            requireAll("s3proxy", adapters);
        }
    }

    @Test
    @FullBuild
    void onTheVersityGateway() throws Exception {
        VersityGateway.require();
        try (Adapters adapters = Adapters.onS3(VersityGateway.server())) {
            requireAll("versitygw", adapters);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = S3Server.NAMED, matches = "http.*")
    void onANamedStore() throws Exception {
        try (Adapters adapters = Adapters.onS3(S3Server.named())) {
            requireAll("named", adapters);
        }
    }

    @Test
    @FullBuild
    void onGcs() throws Exception {
        FakeGcsServer.require();
        try (Adapters adapters = Adapters.onGcs(FakeGcsServer.server())) {
            requireAll("gcs", adapters);
        }
    }

    @Test
    @FullBuild
    void byPasswordOverTls() throws Exception {
        GuardedServer guarded = new GuardedServer(folder);
        try (TestServer server = guarded.start(guarded.passwords())) {
            loggingIn("passwords", guarded).requireStable(named(server));
        }
    }

    @Test
    @FullBuild
    void byTokens() throws Exception {
        GuardedServer guarded = new GuardedServer(folder);
        try (Realm realm = Realm.overTls(
                        guarded.identity(), GuardedServer.USER, GuardedServer.PASSWORD, "conformance/.*");
                TestServer server = guarded.start(realm.access())) {
            loggingIn("tokens", guarded).where("OCI_CACHE_AUTH", "false").requireStable(named(server));
        }
    }

    private static void requireAll(String subject, Adapters adapters) throws Exception {
        try (RegistryServer server = adapters.serve(MissingReferences.REMEMBER)) {
            ConformanceSuite.of(subject).requireAll(server.uri());
        }
    }

    private static void requireStable(String subject, Adapters adapters) throws Exception {
        try (RegistryServer server = adapters.serve(MissingReferences.REFUSE)) {
            ConformanceSuite.of(subject).requireStable(server.uri());
        }
    }

    private static ConformanceSuite loggingIn(String subject, GuardedServer guarded) {
        return ConformanceSuite.of(subject)
                .where("OCI_TLS", "enabled")
                .where("SSL_CERT_FILE", guarded.authorityFile().toString())
                .where("OCI_USERNAME", GuardedServer.USER)
                .where("OCI_PASSWORD", GuardedServer.PASSWORD);
    }

    /** As its certificate, and the realm's, names it. */
    private static URI named(TestServer server) {
        return URI.create("https://localhost:" + server.server().uri().getPort());
    }
}
