package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.DataFolder;
import dev.berth.registry.launcher.command.FailureText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "config", "database", "gc", "storage", "version", "Exit codes");
        assertThat(run("help", "serve")).isZero();
        assertThat(out.toString()).contains("--memory", "--data", "--port", "REGISTRY_HTTP_ADDR");
    }

    @Test
    void printsACompletionScriptOfAllCommands() throws Exception {
        assertThat(run("completion")).isZero();
        Path script = Files.writeString(directory.resolve("completion"), out.toString());
        Process bash = new ProcessBuilder("bash", "-c", ". " + script + " && complete -p registry")
                .redirectErrorStream(true)
                .start();
        String registered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(registered).isZero();
        assertThat(registered).contains("_complete_registry");
        assertThat(out.toString()).contains("serve", "migrate", "--port");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("sevre")).isEqualTo(2);
        assertThat(run("serve", "--frobnicate")).isEqualTo(2);
        assertThat(run("database")).isEqualTo(2);
        assertThat(run("database", "migrate")).isEqualTo(2);
        assertThat(run("config")).isEqualTo(2);
        assertThat(run("gc")).isEqualTo(2);
        assertThat(run("gc", "explain")).isEqualTo(2);
        assertThat(run("gc", "run", "--unsafe-delay", "10")).isEqualTo(2);
        assertThat(run("storage")).isEqualTo(2);
    }

    @Test
    void tellsVersions() {
        assertThat(run("version", "--json")).isZero();
        assertThat(out.toString())
                .contains("\"registry\" :", "\"postgresql\" :")
                .doesNotContain("${");
    }

    @Test
    void tellsEverythingThatIsWrongWithAConfiguration() throws IOException {
        Path file = write("http: {adr: x}\nstorage: {azure: {container: b}}\n");
        assertThat(run("config", "check", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(file + ":1: unknown setting http.adr", file + ":2: storage.azure");
    }

    @Test
    void checksWhatAConfigurationNames() throws IOException {
        Path file = write("database: {host: 127.0.0.1, port: 1, password: hunter2, pool: {wait: 300ms}}\n");
        assertThat(run("config", "check", "--data", directory.toString(), file.toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith(file + ": valid, 0 warnings; 1 test failed")
                .contains("failed: database:", "ok: storage:", "ok: access control: open (no authentication)")
                .doesNotContain("hunter2", "port: 1");
        assertThat(run("config", "check", "--print", "--data", directory.toString(), file.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("port: 1  # " + file + ":1").doesNotContain("hunter2");
    }

    @Test
    void printsAConfigurationAsJson() throws IOException {
        Path file = write("storage: inmemory\nredis: {addr: x}\n");
        assertThat(run("config", "check", "--json", file.toString())).isZero();
        assertThat(out.toString()).contains("\"storage.inmemory\" : true", "redis has no effect");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThat(run("serve", directory.resolve("none.yml").toString())).isEqualTo(2);
        assertThat(err.toString().strip()).endsWith("configuration file not found: " + directory.resolve("none.yml"));
    }

    @Test
    void doesNotStartWithSettingsThatMakeNoSense() throws IOException {
        Path file = write("{storage: inmemory, http: {addr: '127.0.0.1:0', host: 'ftp://x'}}");
        assertThat(run("serve", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("invalid configuration: not an http or https address");
    }

    @Test
    void doesNotStartWithoutUsers() throws IOException {
        Path file =
                write("{storage: inmemory, http: {addr: '127.0.0.1:0'}, auth: {htpasswd: {realm: x, path: /none}}}");
        assertThat(run("serve", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("/none");
    }

    @Test
    void doesNotStartOpenWhereUsersWereMeant() throws IOException {
        Path file = write("{storage: inmemory, http: {addr: '127.0.0.1:0'}, auth: {htpasswd: {realm: x}}}");
        assertThat(run("serve", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("auth.htpasswd.path is not set");
    }

    @Test
    void doesNotStartOnATakenFolder() throws IOException {
        try (DataFolder taken = DataFolder.open(directory)) {
            assertThat(run("serve", "--data", taken.directory().toString())).isEqualTo(1);
        }
        assertThat(err.toString()).contains("cannot use the data folder", "another registry is using it");
    }

    @Test
    void saysWhyItCannotUseAFolder() throws IOException {
        Path file = write("storage: inmemory\n");
        assertThat(run("serve", "--data", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("cannot use the data folder " + file
                        + ", choose another with --data: exists and is not a directory");
        assertThat(FailureText.of(new IOException("cannot read /a", new AccessDeniedException("/a"))))
                .isEqualTo("cannot read /a: permission denied");
    }

    @Test
    void wrongArgumentsAreWrongUse() {
        assertThat(run("htpasswd", "a:b")).isEqualTo(2);
        assertThat(run("htpasswd", "--cost", "3", "ann")).isEqualTo(2);
        assertThat(err.toString()).contains("expected a cost from 4 to 17, not 3");
        assertThat(run("serve", "--memory", "--port", "70000")).isEqualTo(2);
    }

    @Test
    void undoesNothingUnasked() {
        assertThat(run("database", "migrate", "down", "--data", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nothing undone: confirm on a terminal, or use --force");
        assertThat(directory.resolve("postgresql")).doesNotExist();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("config.yml"), yaml);
    }
}
