package dev.berth.registry.launcher;

import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jetty.TlsSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Tests what a configuration names, changing nothing. */
final class Trials {
    private final Configuration configuration;
    private final Path data;

    Trials(Configuration configuration, Path data) {
        this.configuration = configuration;
        this.data = data;
    }

    List<Trial> all() {
        return List.of(server(), access(), database(), storage());
    }

    private Trial server() {
        return attempt("server", () -> {
            ServerConfiguration server = new ServerConfiguration(configuration, Clock.systemUTC());
            server.engine();
            server.protocol();
            new NotificationSettings(configuration).subscriptions();
            Optional<TlsSettings> tls = server.settings().tls();
            if (tls.isPresent()) {
                tls.get().check();
            }
            return tls.isPresent() ? "https" : "http";
        });
    }

    private Trial access() {
        return attempt("access control", () -> new AccessConfiguration(configuration, Clock.systemUTC()).test());
    }

    private Trial database() {
        DatabaseSettings database = new DatabaseSettings(configuration);
        if (!database.isConfigured()) {
            return new Trial("database", true, configuration.get(Keys.STORAGE_INMEMORY) ? "memory" : "embedded");
        }
        return attempt("database", () -> {
            try (JdbiMetadataStore store = JdbiMetadataStore.open(database.configured(), Clock.systemUTC())) {
                store.repositories();
                return DatabaseServer.configured(database).description();
            }
        });
    }

    private Trial storage() {
        ObjectStorage objects = new ObjectStorage(configuration);
        return objects.isConfigured() ? attempt("storage", objects::look) : directory();
    }

    private Trial directory() {
        if (configuration.get(Keys.STORAGE_INMEMORY)) {
            return new Trial("storage", true, "memory");
        }
        return attempt("storage", () -> {
            Path directory = configuration.get(Keys.STORAGE_ROOTDIRECTORY).orElse(data.resolve("blobs"));
            Path nearest = existing(directory.toAbsolutePath());
            if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
                throw new IOException(directory + ": " + nearest + " cannot be written to");
            }
            new ClassicGuard(configuration).check(directory);
            return directory.toString();
        });
    }

    private static Path existing(Path path) {
        Path parent = path.getParent();
        return parent == null || Files.exists(path) ? path : existing(parent);
    }

    private interface Attempt {
        String run() throws IOException, StoreException;
    }

    private static Trial attempt(String what, Attempt attempt) {
        try {
            return new Trial(what, true, attempt.run());
        } catch (IOException | StoreException | IllegalArgumentException e) {
            return new Trial(what, false, Reason.of(e));
        }
    }
}
