package dev.berth.registry.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** This registry over the storage of an old one, with a database in a folder, and its commands. For one thread. */
final class MovedRegistry {
    private final Path folder;
    private final String storage;
    private final StringWriter out = new StringWriter();

    /** @param storage the entry of the store in the section {@code storage} */
    MovedRegistry(Path folder, String storage) {
        this.folder = folder;
        this.storage = storage;
    }

    RunningServer serve() throws Exception {
        return Assembly.start(ConfigurationReader.read(file("ignore"), Map.of()), data());
    }

    /** Runs a command that must succeed, and answers its output. */
    String run(String... arguments) throws IOException {
        int code = code(arguments);
        assertThat(code).as("%s: %s", List.of(arguments), out).isZero();
        return out.toString();
    }

    /** Runs a command and answers its exit code. */
    int code(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(file("ignore").toString());
        all.addAll(List.of("--data", data().toString()));
        PrintWriter writer = new PrintWriter(out, true);
        return Launcher.run(writer, writer, all.toArray(String[]::new));
    }

    /** The output of the last command. */
    String output() {
        return out.toString();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path file(String classic) throws IOException {
        return Files.writeString(folder.resolve("berth.yml"), """
            http: {addr: '127.0.0.1:0'}
            storage: {classic: %s, delete: {enabled: true}, redirect: {disable: true}, %s}
            gc: {disabled: true}
            """.formatted(classic, storage));
    }
}
