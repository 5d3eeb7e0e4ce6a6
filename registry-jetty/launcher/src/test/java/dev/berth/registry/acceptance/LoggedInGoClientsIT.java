package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.auth.token.Realm;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are built for it log in, and are refused where they should be. */
@FullBuild
final class LoggedInGoClientsIT {
    private static final String NOTE = "application/vnd.example.note.v1";
    private static final String SBOM = "application/vnd.example.sbom.v1";

    @TempDir
    private Path folder = Path.of("");

    private GuardedServer guarded;
    private Path layout = Path.of("");

    @BeforeEach
    void write() throws IOException, GeneralSecurityException {
        guarded = new GuardedServer(folder);
        layout = folder.resolve("layout");
        OciLayout.write(layout, System.nanoTime());
        Files.writeString(folder.resolve("note.txt"), "a note");
    }

    @Test
    void craneByPasswordOverTls() throws Exception {
        Program crane = overTls(GoClients.crane(folder));
        try (TestServer server = guarded.start(guarded.passwords())) {
            String there = authorityOf(server);
            refused(() -> push(crane, there + "/team/app:1"));
            crane.run("auth", "login", "-u", GuardedServer.USER, "-p", "wrong", there);
            refused(() -> push(crane, there + "/team/app:1"));
            assertWorksWith(crane, there, "team/app", "team/copy");
            crane.run("copy", there + "/team/app:1", there + "/open/app:1");
            crane.run("auth", "logout", there);
            crane.run("digest", there + "/open/app:1");
            refused(() -> crane.run("digest", there + "/team/app:1"));
        }
    }

    @Test
    void craneByTokens() throws Exception {
        Program crane = overTls(GoClients.crane(folder));
        try (Realm realm = realm();
                TestServer server = guarded.start(realm.access())) {
            String there = authorityOf(server);
            crane.run("auth", "login", "-u", GuardedServer.USER, "-p", "wrong", there);
            refused(() -> push(crane, there + "/ann/app:1"));
            assertWorksWith(crane, there, "ann/app", "ann/copy");
            refused(() -> push(crane, there + "/bob/app:1"));
            refused(() -> crane.run("copy", there + "/ann/app:1", there + "/bob/app:1"));
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
    void orasByPasswordOverTls() throws Exception {
        try (TestServer server = guarded.start(guarded.passwords())) {
            String there = authorityOf(server);
            refused(() -> oras("push", there + "/team/note:1", "note.txt:" + NOTE));
            refused(() -> oras("login", "-u", GuardedServer.USER, "-p", "wrong", there));
            oras("login", "-u", GuardedServer.USER, "-p", GuardedServer.PASSWORD, there);
            assertOrasAttaches(there + "/team/note:1");
            overTls(GoClients.oras(folder)).run("logout", there);
            refused(() -> oras("pull", "-o", "nothing", there + "/team/note:1"));
        }
    }

    @Test
    void orasByTokens() throws Exception {
        try (Realm realm = realm();
                TestServer server = guarded.start(realm.access())) {
            String there = authorityOf(server);
            refused(() -> oras("push", there + "/ann/note:1", "note.txt:" + NOTE));
            oras("login", "-u", GuardedServer.USER, "-p", GuardedServer.PASSWORD, there);
            assertOrasAttaches(there + "/ann/note:1");
            refused(() -> oras("push", there + "/bob/note:1", "note.txt:" + NOTE));
            refused(() -> oras("pull", "-o", "nothing", there + "/bob/note:1"));
        }
    }

    private void assertOrasAttaches(String there) throws IOException, InterruptedException {
        oras("push", there, "note.txt:" + NOTE);
        oras("attach", "--artifact-type", SBOM, there, "note.txt:" + NOTE);
        assertThat(oras("discover", "--artifact-type", SBOM, there)).contains(SBOM);
        oras("pull", "-o", "back", there);
        assertThat(folder.resolve("back").resolve("note.txt")).hasContent("a note");
    }

    /** It treats any host named localhost as a server without TLS, unless configured otherwise. */
    private String oras(String verb, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(verb, "--plain-http=false"));
        words.addAll(List.of(arguments));
        return overTls(GoClients.oras(folder)).run(words.toArray(String[]::new));
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

    private Program overTls(Program client) {
        return client.where("SSL_CERT_FILE", guarded.authorityFile().toString());
    }

    /** These clients trust no realm on a private address, unless it is named as the registry is. */
    private static String authorityOf(TestServer server) {
        return "localhost:" + server.server().uri().getPort();
    }
}
