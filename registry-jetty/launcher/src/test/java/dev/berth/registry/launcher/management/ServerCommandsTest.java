package dev.berth.registry.launcher.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.auth.token.Realm;
import dev.berth.registry.jetty.protocol.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about content against a server. */
class ServerCommandsTest {
    @RegisterExtension
    static final TestServer open = TestServer.open();

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws Exception {
        for (String repository : List.of("c/app", "c/app/below")) {
            push(open, repository, "dev-1", "dev-2", "main");
        }
    }

    private static void push(TestServer server, String repository, String... tags) throws Exception {
        byte[] manifest = server.image(repository, repository);
        for (String tag : tags) {
            assertThat(server.putManifest(repository, tag, manifest).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void aTableHasAllPages() throws Exception {
        byte[] manifest = open.image("c/many", "many");
        for (int i = 0; i < 1_001; i++) {
            open.putManifest("c/many", "t" + i, manifest);
        }

        assertThat(run("tag", "list", "c/many").out().lines()).hasSize(1_002);
        assertThat(run("tag", "list", "--json", "c/many").json()).hasSize(1_001);
        assertThat(run("tag", "list", "--limit", "3", "c/many").out().lines()).hasSize(4);
        assertThat(run("tag", "list", "--json", "--contains", "x", "c/many").out())
                .isEqualTo("[]\n");
        assertThat(run("tag", "delete", "--all", "--dry-run", "--json", "c/many")
                        .json())
                .hasSize(1_001);
        assertThat(run("tag", "delete", "--all", "--yes", "--json", "c/many")
                        .json()
                        .get("deleted")
                        .asInt())
                .isEqualTo(1_001);
    }

    @Test
    void tagsAreDeletedByPatternAfterConfirmation() throws Exception {
        CommandRun preview = run("tag", "delete", "--match", "dev-*", "--dry-run", "c/app");
        assertThat(preview.out().lines().skip(1)).hasSize(2).allMatch(line -> line.startsWith("dev-"));

        CommandRun unconfirmed = run("tag", "delete", "--match", "dev-*", "c/app");
        assertThat(unconfirmed.code()).isEqualTo(1);
        assertThat(unconfirmed.err()).contains("not confirmed, nothing deleted");

        assertThat(run("tag", "delete", "--match", "dev-*", "--except", "*1", "--yes", "c/app")
                        .out())
                .isEqualTo("tags: 1 deleted, 0 kept\n");
        assertThat(run("tag", "list", "--json", "c/app").json().findValuesAsText("name"))
                .containsExactly("dev-1", "main");
        assertThat(run("tag", "undelete", "c/app:dev-2").code()).isZero();
        assertThat(run("tag", "list", "--json", "c/app").json()).hasSize(3);
    }

    @Test
    void namedTagsAreDeletedTogether() throws Exception {
        for (String tag : List.of("v1", "v2", "v3", "v4")) {
            push(open, "c/named", tag);
        }
        assertThat(run("tag", "delete", "--tag", "v1", "--tag", "v3", "--tag", "none", "--dry-run", "--json", "c/named")
                        .json()
                        .findValuesAsText("name"))
                .containsExactly("v1", "v3");
        assertThat(run("tag", "delete", "--tag", "v1", "--tag", "v3", "--yes", "c/named")
                        .out())
                .isEqualTo("tags: 2 deleted, 0 kept\n");
        assertThat(run("tag", "list", "--json", "c/named").json().findValuesAsText("name"))
                .containsExactly("v2", "v4");
        assertThat(run("tag", "delete", "--tag", "v2", "--yes", "c/named:v4").code())
                .isEqualTo(2);
        assertThat(run("tag", "delete", "--tag", "v?", "--yes", "c/named").err())
                .contains("tag");
        assertThat(run("tag", "list", "--json", "c/named").json()).hasSize(2);
    }

    @Test
    void manifestsAreListedWithTheirTags() throws Exception {
        push(open, "c/manifests", "v1", "v2");
        byte[] untagged = open.image("c/manifests", "untagged");
        open.putManifest("c/manifests", TestServer.digest(untagged).toString(), untagged);

        CommandRun all = run("manifest", "list", "c/manifests");
        assertThat(all.out()).startsWith("DIGEST ").hasLineCount(3).contains("v1, v2");
        assertThat(run("manifest", "list", "--untagged", "--json", "c/manifests")
                        .json()
                        .findValuesAsText("digest"))
                .containsExactly(TestServer.digest(untagged).toString());
        assertThat(run("manifest", "list", "--deleted", "c/manifests").code()).isZero();
    }

    @Test
    void theNewestTagsAreKept() throws Exception {
        push(open, "c/newest", "v1");
        push(open, "c/newest", "v2");
        push(open, "c/newest", "v3");

        assertThat(run("tag", "delete", "--keep-newest", "1", "--yes", "c/newest")
                        .out())
                .isEqualTo("tags: 2 deleted, 0 kept\n");
        CommandRun unrecorded = run("tag", "delete", "--unused-for", "30d", "--yes", "c/newest");
        assertThat(unrecorded.code()).isEqualTo(1);
        assertThat(unrecorded.err()).contains("no usage is recorded");
        assertThat(run("tag", "list", "--json", "c/newest").json().findValuesAsText("name"))
                .containsExactly("v3");
    }

    @Test
    void repositoriesAreRenamedAndDeleted() throws Exception {
        push(open, "r/app", "v1");
        push(open, "r/app/below", "v1");
        assertThat(run("repository", "rename", "--dry-run", "r/app", "--to", "d/app")
                        .out())
                .isEqualTo("possible: r/app -> d/app\n");
        assertThat(run("repository", "rename", "r/app", "--to", "d/app").code()).isZero();
        assertThat(run("repository", "show", "d/app/below").code()).isZero();
        assertThat(run("repository", "delete", "--dry-run", "--below", "d").out())
                .matches("""
                        repositories: 2 would be deleted, 0 kept; tags: 2 would be deleted
                        bytes that collection would free: [1-9][0-9]*
                        """);
        assertThat(run("repository", "delete", "--below", "d").code()).isEqualTo(1);
        assertThat(run("repository", "delete", "--below", "--yes", "--json", "d")
                        .json()
                        .get("tags")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void failuresNameTheirCause() {
        CommandRun unknown = run("repository", "show", "c/none");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).startsWith("registry: ").contains("c/none").hasLineCount(1);
        CommandRun wrong = run("tag", "list", "--sort", "size", "c/app");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("parameter sort is not valid", "-published");
        CommandRun absent = CommandRun.of(List.of("--server", "http://127.0.0.1:1"), "repository", "list");
        assertThat(absent.code()).isEqualTo(1);
        assertThat(absent.err()).startsWith("registry: no answer from http://127.0.0.1:1");
        CommandRun other = CommandRun.of(List.of("--server", open.uri("/other") + ""), "repository", "list");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("without the management API (api.enabled)");
        assertThat(run("tag", "delete", "--yes", "c/app:none").err()).contains("tag not found: c/app:none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repository show A",
                "repository list --limit 0",
                "repository rename c/app --to c/app/x",
                "tag list --deleted --sort name c/app",
                "tag delete c/app",
                "tag delete --all --match a* c/app",
                "tag delete --match a* c/app:v1",
                "tag delete --older-than soon c/app",
                "tag delete c/app:-",
                "tag undelete c/app",
                "manifest list --deleted --untagged c/app",
                "manifest undelete c/app",
                "manifest undelete c/app@sha256:1",
                "repository list --largest --below c",
                "search",
                "search --digest sha256:1",
                "search --digest sha256:1 --tag a",
                "usage show --first today c/app",
                "usage unused --for ever c/app",
                "usage unused c/app",
                "repository list --password-file none"
            })
    void wrongArgumentsEndWith2(String command) {
        CommandRun run = run(command.split(" ", -1));

        assertThat(run.code()).as(run.out()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "registry.example.com", "http://ann:secret@127.0.0.1:1", "http://host?a=b"})
    void aServerIsAnAddressWithoutPassword(String url) {
        CommandRun run = CommandRun.of(List.of("--server", url), "repository", "list");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--server").doesNotContain("secret@");
    }

    @Test
    void aPasswordTravelsEncryptedOnly() throws Exception {
        CommandRun run = CommandRun.of(login("ann", "secret", "http://registry.example.com"), "repository", "list");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("unencrypted: use https").doesNotContain("secret");
    }

    @Test
    void aTokenIsFetchedForEachScope() throws Exception {
        try (Realm realm = Realm.of("ann", "secret", "t/(app|b)");
                TestServer guarded = TestServer.guardedBy(realm.access())) {
            guarded.pushBlob("t/app", new byte[] {1});
            guarded.pushBlob("t/closed", new byte[] {1});
            String server = guarded.uri("/").toString();

            assertThat(CommandRun.of(login("ann", "secret", server), "repository", "show", "t/app")
                            .code())
                    .isZero();
            CommandRun closed = CommandRun.of(login("ann", "secret", server), "repository", "show", "t/closed");
            assertThat(closed.code()).isEqualTo(1);
            assertThat(closed.err()).startsWith("registry: ").doesNotContain("secret");
            assertThat(CommandRun.of(login("ann", "wrong", server), "repository", "show", "t/app")
                            .code())
                    .isEqualTo(1);
            assertThat(CommandRun.of(login("ann", "secret", server), "tag", "delete", "--all", "--yes", "t/app")
                            .out())
                    .isEqualTo("tags: 0 deleted, 0 kept\n");
        }
    }

    private List<String> login(String user, String password, String server) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        return List.of("--server", server, "--user", user, "--password-file", file.toString());
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.of(List.of("--server", open.uri("/").toString()), arguments);
    }
}
