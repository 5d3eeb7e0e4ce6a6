package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
                .contains("port: 1  # " + file + ":1", "failed: database:", "ok: storage:")
                .doesNotContain("hunter2");
    }

    @Test
    void printsAConfigurationAsJson() throws IOException {
        Path file = write("storage: inmemory\nredis: {addr: x}\n");
        assertThat(run("config", "check", "--json", file.toString())).isZero();
        assertThat(out.toString()).contains("\"storage.inmemory\" : true", "redis has no effect");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThat(run("serve", directory.resolve("none.yml").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no configuration file " + directory.resolve("none.yml"));
    }

    @Test
    void doesNotStartWithSettingsThatMakeNoSense() throws IOException {
        Path file = write("{storage: inmemory, http: {addr: '127.0.0.1:0', host: 'ftp://x'}}");
        assertThat(run("serve", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the configuration makes no sense: not an http or https address");
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
        assertThat(run("serve", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("auth.htpasswd needs a path");
    }

    @Test
    void doesNotStartOnATakenFolder() throws IOException {
        try (DataFolder taken = DataFolder.open(directory)) {
            assertThat(run("serve", "--data", taken.directory().toString())).isEqualTo(1);
        }
        assertThat(err.toString()).contains("cannot use the data folder", "another registry is using it");
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
