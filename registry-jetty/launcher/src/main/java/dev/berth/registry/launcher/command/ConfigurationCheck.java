package dev.berth.registry.launcher.command;

import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jetty.TlsConfig;
import dev.berth.registry.launcher.assembly.AccessMapping;
import dev.berth.registry.launcher.assembly.ClassicGuard;
import dev.berth.registry.launcher.assembly.DatabaseMapping;
import dev.berth.registry.launcher.assembly.DatabaseServer;
import dev.berth.registry.launcher.assembly.NotificationMapping;
import dev.berth.registry.launcher.assembly.ObjectStorage;
import dev.berth.registry.launcher.assembly.ServerMapping;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Checks the services and files that a configuration names. Objects written to a bucket are removed again; nothing else
 * is changed.
 */
public final class ConfigurationCheck {
    private final Configuration configuration;
    private final Path data;
    private final Clock clock = Clock.systemUTC();

    public ConfigurationCheck(Configuration configuration, Path data) {
        this.configuration = configuration;
        this.data = data;
    }

    public List<CheckResult> all() {
        return List.of(server(), access(), database(), storage());
    }

    private CheckResult server() {
        return attempt("server", () -> {
            ServerMapping server = new ServerMapping(configuration, clock);
            server.engine();
            server.protocol();
            new NotificationMapping(configuration).subscriptions();
            Optional<TlsConfig> tls = server.settings().tls();
            if (tls.isPresent()) {
                tls.get().check();
            }
            return tls.isPresent() ? "https" : "http";
        });
    }

    private CheckResult access() {
        return attempt("access control", () -> new AccessMapping(configuration, clock).test());
    }

    private CheckResult database() {
        DatabaseMapping database = new DatabaseMapping(configuration);
        if (!database.isConfigured()) {
            return new CheckResult("database", true, configuration.get(Keys.STORAGE_INMEMORY) ? "memory" : "embedded");
        }
        return attempt("database", () -> {
            try (JdbiMetadataStore store = JdbiMetadataStore.open(database.configured(), clock)) {
                store.repositories();
                return DatabaseServer.configured(database).description();
            }
        });
    }

    private CheckResult storage() {
        ObjectStorage objects = new ObjectStorage(configuration);
        return objects.isConfigured() ? attempt("storage", () -> objects.look(this::isImported)) : directory();
    }

    private CheckResult directory() {
        if (configuration.get(Keys.STORAGE_INMEMORY)) {
            return new CheckResult("storage", true, "memory");
        }
        return attempt("storage", () -> {
            Path directory = configuration.get(Keys.STORAGE_ROOTDIRECTORY).orElse(data.resolve("blobs"));
            Path nearest = existing(directory.toAbsolutePath());
            if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
                throw new IOException(directory + ": " + nearest + " cannot be written to");
            }
            new ClassicGuard(configuration, this::isImported).check(directory);
            return directory.toString();
        });
    }

    /** False where there is no database to ask. */
    private boolean isImported() throws StoreException {
        try (CommandStores stores = CommandStores.forLongWork(configuration, data)) {
            return MigrationEngine.hasEnded(stores.metadata().migration());
        } catch (IOException e) {
            return false;
        }
    }

    private static Path existing(Path path) {
        Path parent = path.getParent();
        return parent == null || Files.exists(path) ? path : existing(parent);
    }

    private interface Attempt {
        String run() throws IOException, StoreException;
    }

    private static CheckResult attempt(String what, Attempt attempt) {
        try {
            return new CheckResult(what, true, attempt.run());
        } catch (IOException | StoreException | IllegalArgumentException e) {
            return new CheckResult(what, false, FailureText.of(e));
        }
    }
}
