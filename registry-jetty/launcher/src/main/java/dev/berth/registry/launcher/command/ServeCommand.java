package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Logging;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Runs the registry until it is told to stop (SIGTERM, SIGINT).",
            "Without a configuration it starts a PostgreSQL of its own, keeps everything in the data folder, and"
                    + " listens on 127.0.0.1:5000 without access control."
        })
public final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Output output;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--memory", description = "keeps nothing: everything is in memory and gone with the process")
    private boolean memory;

    @Option(names = "--port", paramLabel = "N", description = "the port to listen on, in place of that of http.addr")
    private Optional<Integer> port = Optional.empty();

    public ServeCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration, InterruptedException {
        Configuration configuration = configuration();
        Logging.start(configuration);
        configuration.warnings().forEach(warning -> LOG.warn("{}: {}", warning.where(), warning.message()));
        try (RunningServer running = Assembly.start(configuration, data.folder())) {
            Stop stop = Stop.of(running);
            new StartupMessage(running, output).print();
            stop.await();
        }
        return 0;
    }

    private Configuration configuration() throws IOException, InvalidConfiguration {
        Configuration configuration = source.read();
        if (memory) {
            configuration = configuration
                    .with(Keys.STORAGE_INMEMORY, true, "--memory")
                    .with(Keys.DATABASE_ENABLED, Optional.of(false), "--memory");
        }
        if (port.isPresent()) {
            HostPort address = new HostPort(configuration.get(Keys.HTTP_ADDR).host(), port.get());
            configuration = configuration.with(Keys.HTTP_ADDR, address, "--port");
        }
        return configuration;
    }
}
