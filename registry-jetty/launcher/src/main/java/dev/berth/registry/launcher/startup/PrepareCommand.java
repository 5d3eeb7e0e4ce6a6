package dev.berth.registry.launcher.startup;

import dev.berth.registry.launcher.Logging;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.DatabaseServer;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code registry prepare}. It does what a server does in its first minute, in a temporary data folder; {@code
 * bin/registry} starts this command with the options of Java that write the class cache at the end of the process.
 * Before that it makes the files of the embedded PostgreSQL.
 */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Make the start of this installation faster: write the class cache of this version of Java,",
            "and a database with the schema, which the embedded PostgreSQL copies at its very first start.",
            "Run it again when the registry was moved or Java was updated. It needs no configuration."
        },
        footer = {"", "Example:", "  registry prepare"})
public final class PrepareCommand implements Callable<Integer> {
    private final Output output;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Number of pushes and pulls to exercise (default: ${DEFAULT-VALUE}).",
            defaultValue = "100")
    private int rounds;

    public PrepareCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        Path data = Files.createTempDirectory("registry-prepare");
        try {
            Configuration plain = ConfigurationReader.read(Map.of())
                    .with(Keys.HTTP_ADDR, new HostPort("127.0.0.1", 0), "prepare")
                    .with(Keys.LOG_LEVEL, Keys.LogLevel.WARN, "prepare");
            Logging.start(plain);
            prepareDatabase(plain);
            serve(plain, data);
            serve(
                    plain.with(Keys.STORAGE_INMEMORY, true, "prepare")
                            .with(Keys.DATABASE_ENABLED, Optional.of(false), "prepare"),
                    data);
        } finally {
            delete(data);
        }
        output.line("prepared for Java " + Runtime.version());
        return 0;
    }

    /** Before the servers start, so that the class cache has a start with these files. */
    private static void prepareDatabase(Configuration configuration) throws IOException, StoreException {
        Optional<Path> files = Release.preparedFiles().filter(PrepareCommand::isWritable);
        if (files.isPresent()) {
            Path data = Files.createTempDirectory("registry-prepare");
            try {
                DatabaseServer.prepare(configuration, data, files.get());
            } finally {
                delete(data);
            }
        }
    }

    /** An installation that takes no files starts without prepared ones. */
    private static boolean isWritable(Path files) {
        try {
            return Files.isWritable(Files.createDirectories(files));
        } catch (IOException e) {
            return false;
        }
    }

    private void serve(Configuration configuration, Path data) throws IOException, StoreException {
        try (RunningServer running = Assembly.start(configuration, data)) {
            new SampleTraffic(running.server().uri()).run(rounds);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
