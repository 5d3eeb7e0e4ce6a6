package dev.berth.registry.acceptance;

import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The launcher and what it is started with. */
final class Launch {
    private static final Path PROGRAM = Path.of("..", "target", "registry", "bin", "registry");
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private final int port = ServerProcess.freePort();

    private Launch(Path folder) throws IOException {
        this.folder = folder;
        command.add(PROGRAM.toAbsolutePath().toString());
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
        return where("REGISTRY_DATABASE_ENABLED", "true")
                .where("REGISTRY_DATABASE_PORT", Integer.toString(database.port()))
                .where("REGISTRY_DATABASE_USER", database.user())
                .where("REGISTRY_DATABASE_PASSWORD", database.password())
                .where("REGISTRY_DATABASE_DBNAME", database.name())
                .where("REGISTRY_DATABASE_SSLMODE", "disable");
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
