package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.auth.AnonymousPull;
import dev.berth.registry.auth.CertificateAccess;
import dev.berth.registry.auth.Certificates;
import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.auth.token.Realm;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.http.ProtocolSettings;
import dev.berth.registry.http.TestServer;
import dev.berth.registry.jetty.ClientCertificates;
import dev.berth.registry.jetty.ServerSettings;
import dev.berth.registry.jetty.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients people use log in, by every way there is, and are refused where they should be. */
final class LoggedInClientsIT {
    private final Certificates authority = Certificates.authority("Authority", Instant.now());

    @TempDir
    private Path folder = Path.of("");

    private Path certificates = Path.of("");
    private String layout = "";

    LoggedInClientsIT() throws GeneralSecurityException {}

    @BeforeEach
    void write() throws IOException, GeneralSecurityException {
        layout = "oci:" + folder.resolve("layout") + ":latest";
        OciLayout.write(folder.resolve("layout"), System.nanoTime());
        Files.writeString(folder.resolve("logins.json"), "{}");
        certificates = Files.createDirectories(folder.resolve("certificates"));
        Files.writeString(certificates.resolve("ca.crt"), Certificates.pem(authority.certificate()));
    }

    @Test
    void skopeoByPasswordOverTls() throws Exception {
        Program skopeo = program("skopeo");
        TestServer server = overTls(passwords());
        try {
            String there = authorityOf(server);
            refused(() -> skopeo.run("login", "--cert-dir", path(), "-u", "ann", "-p", "wrong", there));
            skopeo.run("login", "--cert-dir", path(), "-u", "ann", "-p", "secret", there);
            skopeo.run("copy", "--all", "--dest-cert-dir", path(), layout, "docker://" + there + "/open/app:1");
            skopeo.run("copy", "--all", "--dest-cert-dir", path(), layout, "docker://" + there + "/team/app:1");
            skopeo.run("logout", there);
            skopeo.run("inspect", "--raw", "--cert-dir", path(), "docker://" + there + "/open/app:1");
            refused(() -> skopeo.run("inspect", "--raw", "--cert-dir", path(), "docker://" + there + "/team/app:1"));
            refused(() -> skopeo.run("copy", "--dest-cert-dir", path(), layout, "docker://" + there + "/open/app:2"));
        } finally {
            server.close();
        }
    }

    @Test
    void podmanByPasswordOverTls() throws Exception {
        Program podman = program(
                "podman",
                "--root",
                folder.resolve("root").toString(),
                "--runroot",
                folder.resolve("run").toString(),
                "--storage-driver",
                "vfs");
        TestServer server = overTls(passwords());
        try {
            String image = authorityOf(server) + "/team/app:1";
            refused(() -> podman.run("pull", "--cert-dir", path(), image));
            podman.run("login", "--cert-dir", path(), "-u", "ann", "-p", "secret", authorityOf(server));
            String id = podman.lines("pull", layout).stream()
                    .reduce((first, last) -> last)
                    .orElseThrow();
            podman.run("push", "--cert-dir", path(), id, image);
            podman.run("rmi", "--all", "--force");
            podman.run("pull", "--cert-dir", path(), image);
        } finally {
            server.close();
        }
    }

    @Test
    void skopeoByCertificate() throws Exception {
        Program skopeo = program("skopeo");
        TestServer server = overTls(CertificateAccess.only());
        try {
            String there = "docker://" + authorityOf(server) + "/team/app:1";
            assertThatThrownBy(() -> skopeo.run("copy", "--dest-cert-dir", path(), layout, there))
                    .hasMessageContaining("403");
            KeyPair keys = Certificates.ellipticKeys();
            Files.writeString(
                    certificates.resolve("ann.cert"),
                    Certificates.pem(authority.sign("ann", keys.getPublic(), Instant.now())));
            Files.writeString(certificates.resolve("ann.key"), Certificates.pem(keys.getPrivate()));
            skopeo.run("copy", "--all", "--dest-cert-dir", path(), layout, there);
            skopeo.run("inspect", "--raw", "--cert-dir", path(), there);
        } finally {
            server.close();
        }
    }

    @Test
    void skopeoByTokens() throws Exception {
        Program skopeo = program("skopeo");
        try (Realm realm = Realm.of("ann", "secret", "ann/.*")) {
            TestServer server = TestServer.guardedBy(realm.access());
            try {
                String there = "docker://" + authorityOf(server);
                skopeo.run("login", "--tls-verify=false", "-u", "ann", "-p", "secret", authorityOf(server));
                skopeo.run("copy", "--all", "--dest-tls-verify=false", layout, there + "/ann/app:1");
                skopeo.run(
                        "copy",
                        "--all",
                        "--src-tls-verify=false",
                        "--dest-tls-verify=false",
                        there + "/ann/app:1",
                        there + "/ann/copy:1");
                refused(() -> skopeo.run("copy", "--dest-tls-verify=false", layout, there + "/bob/app:1"));
                skopeo.run("delete", "--tls-verify=false", there + "/ann/copy:1");
                skopeo.run("logout", authorityOf(server));
                refused(() -> skopeo.run("inspect", "--raw", "--tls-verify=false", there + "/ann/app:1"));
            } finally {
                server.close();
            }
        }
    }

    private interface Call {
        void run() throws IOException, InterruptedException;
    }

    private static void refused(Call call) {
        assertThatThrownBy(call::run).hasMessageMatching("(?s).*(unauthorized|denied|invalid username/password).*");
    }

    private Program program(String name, String... always) {
        return Program.named(name, folder, always)
                .where("REGISTRY_AUTH_FILE", folder.resolve("logins.json").toString());
    }

    private AccessController passwords() throws IOException {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(6, "secret".toCharArray());
        Path users = Files.writeString(folder.resolve("users"), "ann:" + hash);
        return AnonymousPull.over(HtpasswdAccess.required(users, "test", Clock.systemUTC()), List.of("open/.*"));
    }

    private TestServer overTls(AccessController access) throws IOException, GeneralSecurityException {
        KeyPair keys = Certificates.ellipticKeys();
        String certificate = Certificates.pem(authority.sign("server", keys.getPublic(), Instant.now()));
        TlsSettings tls = TlsSettings.pem(
                Files.writeString(folder.resolve("tls.crt"), certificate),
                Files.writeString(folder.resolve("tls.key"), Certificates.pem(keys.getPrivate())));
        ServerSettings.Builder settings = TestServer.settings()
                .tls(tls.with(new ClientCertificates(List.of(certificates.resolve("ca.crt")), false)));
        return new TestServer(EngineConfig.defaults(), access, ProtocolSettings.defaults(), settings);
    }

    private static String authorityOf(TestServer server) {
        return server.server().uri().getAuthority();
    }

    private String path() {
        return certificates.toString();
    }
}
