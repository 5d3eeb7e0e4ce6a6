package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.Authentication.Authenticated;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.auth.HtpasswdAccess;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HtpasswdCommandTest {
    private final StringWriter out = new StringWriter();

    @Test
    void printsLineThatLetsTheUserIn(@TempDir Path folder) throws Exception {
        assertThat(run("s\u00e9cret\n", "ann", "--cost", "4")).isZero();
        assertThat(out.toString())
                .matches("ann:\\$2y\\$04\\$[./A-Za-z0-9]{53}\\R")
                .doesNotContain("cret");
        Path file = Files.writeString(folder.resolve("htpasswd"), out.toString());
        assertThat(HtpasswdAccess.required(file, "test", Clock.systemUTC())
                        .authenticate(new Credentials.Basic("ann", "s\u00e9cret")))
                .isInstanceOf(Authenticated.class);
    }

    @Test
    void refusesWhatWouldNotWork() {
        assertThat(run("secret\n", "a:b")).isNotZero();
        assertThat(run("secret\n", "")).isNotZero();
        assertThat(run("secret\n", "a\nb")).isNotZero();
        assertThat(run("", "ann")).isNotZero();
        assertThat(run("s".repeat(73), "ann")).isNotZero();
        assertThat(run("secret\n", "ann", "--cost", "3")).isNotZero();
        assertThat(out.toString()).isEmpty();
    }

    private int run(String typed, String... arguments) {
        HtpasswdCommand command = new HtpasswdCommand(
                new Output(new PrintWriter(out)), new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(command)
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
