package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The launcher and what it is started with. */
final class Launch {
    /** The distribution of this build. */
    static final Path DISTRIBUTION = Path.of("..", "target", "registry");

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private final int port = ServerProcess.freePort();

    private Launch(Path folder) throws IOException {
        this.folder = folder;
        command.add(program(DISTRIBUTION).toString());
        command.addAll(List.of("serve", "--port", Integer.toString(port)));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** With its data, and what it says, in this folder. */
    static Launch in(Path folder) throws IOException {
        return new Launch(folder).with("--data", folder.resolve("data").toString());
    }

    /** With nothing kept; what it says goes to this folder. */
    static Launch inMemory(Path folder) throws IOException {
        return new Launch(folder).with("--memory");
    }

    /** With the program of another distribution than the one of this build. */
    Launch of(Path distribution) {
        command.set(0, program(distribution).toString());
        return this;
    }

    /** The program of a distribution. */
    static Path program(Path distribution) {
        return distribution.resolve("bin").resolve("registry").toAbsolutePath();
    }

    Launch with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    /** With a variable of the environment. */
    Launch where(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** With a database that others may use too. */
    Launch on(TestDatabase database) {
        environment.putAll(database.environment());
        return this;
    }

    /** With blobs in a bucket of a server that knows the keys of {@link S3Server}. */
    Launch onS3(URI endpoint, String bucket) {
        return where("REGISTRY_STORAGE_S3_REGIONENDPOINT", endpoint.toString())
                .where("REGISTRY_STORAGE_S3_BUCKET", bucket)
                .where("REGISTRY_STORAGE_S3_ACCESSKEY", S3Server.ACCESS_KEY)
                .where("REGISTRY_STORAGE_S3_SECRETKEY", S3Server.SECRET_KEY);
    }

    /** Through a program that starts another, {@code setpriv --reuid=nobody} for example. */
    Launch through(List<String> prefix) {
        command.addAll(0, prefix);
        return this;
    }

    /** Runs another command of the program in place of {@code serve}, which has to succeed. */
    void run(List<String> arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "command", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command.get(0)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.command().addAll(arguments);
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor())
                .as("%s says: %s", arguments, Files.readString(log))
                .isZero();
    }

    /** Starts it and waits until it answers. May be called again when the last one has ended. */
    RunningServer start() throws IOException, InterruptedException {
        Path log = folder.resolve("registry-" + port + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return RunningServer.awaiting(builder.start(), port, log);
    }
}
