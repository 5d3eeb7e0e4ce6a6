package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Logging;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.assembly.SchemaAtStart;
import dev.berth.registry.launcher.assembly.WrongSettings;
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
            "Run the registry until SIGTERM or SIGINT.",
            "Without a configuration: start the embedded PostgreSQL, keep all data in the data folder, and listen on"
                    + " 127.0.0.1:5000 without access control."
        },
        footer = {"", "Examples:", "  registry serve --data /srv/registry", "  registry serve registry.yml --port 5443"
        })
public final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Output output;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--memory", description = "Keep all data in memory; it is lost when the process ends.")
    private boolean memory;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on, 0-65535; overrides the port of http.addr (default: 5000).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--migrate",
            description = {
                "Apply pending changes of the schema of the configured database first, except those that wait until no"
                        + " older version runs. Servers that start together wait for each other."
            })
    private boolean migrate;

    public ServeCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration, InterruptedException {
        Configuration configuration = configuration();
        Logging.start(configuration);
        configuration.warnings().forEach(warning -> LOG.warn("{}: {}", warning.where(), warning.message()));
        try (RunningServer running = Assembly.start(configuration, data.folder(), schema())) {
            Stop stop = Stop.of(running);
            HangUp.handle(new Reload(this::configuration, configuration));
            new StartupMessage(running, output).print();
            stop.await();
        }
        return 0;
    }

    private SchemaAtStart schema() {
        return migrate ? SchemaAtStart.MIGRATED : SchemaAtStart.REQUIRED;
    }

    private static int port(int number) throws WrongSettings {
        if (number < 0 || number > 65_535) {
            throw new WrongSettings("expected a --port from 0 to 65535, not " + number);
        }
        return number;
    }

    private Configuration configuration() throws IOException, InvalidConfiguration {
        Configuration configuration = source.read();
        if (memory) {
            configuration = configuration
                    .with(Keys.STORAGE_INMEMORY, true, "--memory")
                    .with(Keys.DATABASE_ENABLED, Optional.of(false), "--memory");
        }
        if (port.isPresent()) {
            HostPort address = new HostPort(configuration.get(Keys.HTTP_ADDR).host(), port(port.get()));
            configuration = configuration.with(Keys.HTTP_ADDR, address, "--port");
        }
        return configuration;
    }
}
