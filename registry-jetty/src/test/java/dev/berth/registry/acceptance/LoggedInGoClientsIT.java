package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.auth.token.Realm;
import dev.berth.registry.http.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are built for it log in, and are refused where they should be. */
final class LoggedInGoClientsIT {
    private static final String NOTE = "application/vnd.example.note.v1";
    private static final String SBOM = "application/vnd.example.sbom.v1";

    @TempDir
    private Path folder = Path.of("");

    private GuardedServer guarded;
    private Path layout = Path.of("");
    private Path note = Path.of("");

    @BeforeEach
    void write() throws IOException, GeneralSecurityException {
        guarded = new GuardedServer(folder);
        layout = folder.resolve("layout");
        OciLayout.write(layout, System.nanoTime());
        note = Files.writeString(folder.resolve("note.txt"), "a note");
    }

    @Test
    void craneByPasswordOverTls() throws Exception {
        Program crane = overTls(GoClients.crane(folder));
        TestServer server = guarded.start(guarded.passwords());
        try {
            String there = authorityOf(server);
            refused(() -> push(crane, there + "/team/app:1"));
            crane.run("auth", "login", "-u", GuardedServer.USER, "-p", "wrong", there);
            refused(() -> push(crane, there + "/team/app:1"));
            assertWorksWith(crane, there, "team/app", "team/copy");
            crane.run("copy", there + "/team/app:1", there + "/open/app:1");
            crane.run("auth", "logout", there);
            crane.run("digest", there + "/open/app:1");
            refused(() -> crane.run("digest", there + "/team/app:1"));
        } finally {
            server.close();
        }
    }

    @Test
    void craneByTokens() throws Exception {
        Program crane = overTls(GoClients.crane(folder));
        try (Realm realm = realm()) {
            TestServer server = guarded.start(realm.access());
            try {
                String there = authorityOf(server);
                crane.run("auth", "login", "-u", GuardedServer.USER, "-p", "wrong", there);
                refused(() -> push(crane, there + "/ann/app:1"));
                assertWorksWith(crane, there, "ann/app", "ann/copy");
                refused(() -> push(crane, there + "/bob/app:1"));
                refused(() -> crane.run("copy", there + "/ann/app:1", there + "/bob/app:1"));
            } finally {
                server.close();
            }
        }
    }

    private void assertWorksWith(Program crane, String there, String repository, String copy)
            throws IOException, InterruptedException {
        crane.run("auth", "login", "-u", GuardedServer.USER, "-p", GuardedServer.PASSWORD, there);
        push(crane, there + "/" + repository + ":1");
        crane.run("copy", there + "/" + repository + ":1", there + "/" + copy + ":1");
        Path back = folder.resolve("back");
        crane.run("pull", "--format=oci", there + "/" + copy + ":1", back.toString());
        for (Path blob : OciLayout.blobs(layout)) {
            assertThat(back.resolve(layout.relativize(blob))).hasSameBinaryContentAs(blob);
        }
    }

    @Test
    void orasGoByPasswordOverTls() throws Exception {
        TestServer server = guarded.start(guarded.passwords());
        try {
            String there = authorityOf(server);
            refused(() -> oras("wrong").run("push", there + "/team/note", "1", NOTE, note.toString()));
            assertAttaches(oras(GuardedServer.PASSWORD), there + "/team/note");
            Program nobody = overTls(GoClients.onOrasGo(folder));
            refused(() -> nobody.run("pull", there + "/team/note", "1", "nothing"));
        } finally {
            server.close();
        }
    }

    @Test
    void orasGoByTokens() throws Exception {
        try (Realm realm = realm()) {
            TestServer server = guarded.start(realm.access());
            try {
                String there = authorityOf(server);
                Program oras = oras(GuardedServer.PASSWORD);
                refused(() -> oras("wrong").run("push", there + "/ann/note", "1", NOTE, note.toString()));
                assertAttaches(oras, there + "/ann/note");
                refused(() -> oras.run("push", there + "/bob/note", "1", NOTE, note.toString()));
                refused(() -> oras.run("pull", there + "/bob/note", "1", "nothing"));
            } finally {
                server.close();
            }
        }
    }

    private void assertAttaches(Program oras, String there) throws IOException, InterruptedException {
        String pushed = oras.run("push", there, "1", NOTE, note.toString());
        String attached = oras.run("attach", there, "1", SBOM, note.toString());
        assertThat(oras.lines("discover", there, "1", SBOM)).containsExactly(attached + " " + SBOM);
        assertThat(oras.run("pull", there, "1", "back")).isEqualTo(pushed);
        assertThat(folder.resolve("back").resolve("note.txt")).hasContent("a note");
    }

    private Realm realm() throws IOException, GeneralSecurityException {
        return Realm.overTls(guarded.identity(), GuardedServer.USER, GuardedServer.PASSWORD, "ann/.*");
    }

    private interface Call {
        void run() throws IOException, InterruptedException;
    }

    private static void refused(Call call) {
        assertThatThrownBy(call::run)
                .hasMessageMatching("(?is).*(unauthorized|denied|\\b401\\b|credential not found).*");
    }

    private void push(Program crane, String image) throws IOException, InterruptedException {
        crane.run("push", "--index", layout.toString(), image);
    }

    private Program oras(String password) {
        return overTls(GoClients.onOrasGo(folder))
                .where("ORAS_USER", GuardedServer.USER)
                .where("ORAS_PASSWORD", password);
    }

    private Program overTls(Program client) {
        return client.where("SSL_CERT_FILE", guarded.authorityFile().toString());
    }

    /** These clients trust no realm on a private address, unless it is named as the registry is. */
    private static String authorityOf(TestServer server) {
        return "localhost:" + server.server().uri().getPort();
    }
}
