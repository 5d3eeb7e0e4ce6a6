package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.auth.CertificateAccess;
import dev.berth.registry.auth.token.Realm;
import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients people use log in, by every way there is, and are refused where they should be. */
final class LoggedInClientsIT {
    @TempDir
    private Path folder = Path.of("");

    private GuardedServer guarded;
    private String layout = "";

    @BeforeEach
    void write() throws IOException, GeneralSecurityException {
        guarded = new GuardedServer(folder);
        layout = "oci:" + folder.resolve("layout") + ":latest";
        OciLayout.write(folder.resolve("layout"), System.nanoTime());
        Files.writeString(folder.resolve("logins.json"), "{}");
    }

    @Test
    void skopeoByPasswordOverTls() throws Exception {
        Program skopeo = program("skopeo");
        TestServer server = guarded.start(guarded.passwords());
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
        TestServer server = guarded.start(guarded.passwords());
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
        TestServer server = guarded.start(CertificateAccess.only());
        try {
            String there = "docker://" + authorityOf(server) + "/team/app:1";
            assertThatThrownBy(() -> skopeo.run("copy", "--dest-cert-dir", path(), layout, there))
                    .hasMessageContaining("403");
            guarded.certify("ann");
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

    private static String authorityOf(TestServer server) {
        return server.server().uri().getAuthority();
    }

    private String path() {
        return guarded.certificates().toString();
    }
}
