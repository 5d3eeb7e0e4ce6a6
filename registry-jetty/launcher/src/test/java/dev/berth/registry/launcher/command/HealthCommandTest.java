package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.launcher.Launcher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class HealthCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] text = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksTheAddressOfTheConfiguration() throws Exception {
        assertThat(ask("http: {addr: ':PORT'}")).isZero();
        assertThat(out.toString()).endsWith(": 200 /\n");
        assertThat(ask("http: {addr: ':PORT', health: true}")).isZero();
        assertThat(out.toString()).endsWith(": 200 /health/ready\n");
        assertThat(ask("http: {addr: ':1', debug: {addr: '127.0.0.1:PORT'}}")).isZero();
        assertThat(out.toString()).endsWith(": 200 /health/ready\n");
    }

    @Test
    void failsUnlessReady() throws Exception {
        status = 503;
        assertThat(ask("http: {addr: ':PORT'}")).isEqualTo(1);
        assertThat(out.toString()).endsWith(": 503 /\n");
        server.stop(0);
        assertThat(ask("http: {addr: ':PORT'}")).isEqualTo(1);
    }

    @Test
    void refusesOtherSchemes() {
        assertThat(run("health", "--url", "file:///etc/passwd")).isEqualTo(2);
        assertThat(run("health", "--url", "not a url")).isEqualTo(2);
    }

    private int ask(String configuration) throws Exception {
        String text = "version: 0.1\n"
                + configuration.replace(
                        "PORT", Integer.toString(server.getAddress().getPort())) + "\n";
        return run(
                "health", Files.writeString(folder.resolve("config.yml"), text).toString());
    }

    private int run(String... arguments) {
        return Launcher.run(new PrintWriter(out), new PrintWriter(new StringWriter()), arguments);
    }
}
