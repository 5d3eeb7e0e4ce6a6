package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UiCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheAddressForClients() throws IOException {
        assertThat(run("http: {host: 'https://registry.example.com/', addr: ':5000'}"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("https://registry.example.com/ui/");
    }

    @Test
    void printsTheAddressOnWhichTheServerListens() throws IOException {
        assertThat(run("http: {addr: ':5443', tls: {certificate: a.pem, key: b.pem}}"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("https://localhost:5443/ui/");
    }

    @Test
    void refusesWhereThePageIsNotServed() throws IOException {
        assertThat(run("{http: {addr: ':5000'}, api: {enabled: false}}")).isEqualTo(2);
        assertThat(err.toString()).contains("api.enabled");
    }

    private int run(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("registry.yml"), configuration);
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), "ui", file.toString());
    }
}
