package dev.berth.registry.launcher.assembly;

import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.postgres.EmbeddedPostgres;
import dev.berth.registry.launcher.postgres.PostgresAddress;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of a configuration: an external server, or the embedded one, which this process owns.
 *
 * @param config for requests
 * @param forLongWork for changes of the schema and for checks
 * @param description for a person
 */
public record DatabaseServer(DatabaseConfig config, DatabaseConfig forLongWork, String description) {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseServer.class);

    /** The configured one, which is not asked anything yet. */
    public static DatabaseServer configured(DatabaseMapping settings) throws IOException {
        DatabaseConfig config = settings.configured();
        return new DatabaseServer(
                config,
                settings.forLongWork(),
                "PostgreSQL at " + String.join(", ", config.servers()) + ", database " + config.database());
    }

    /** The embedded one, started and with its schema up to date. */
    public static DatabaseServer embedded(Configuration configuration, Path data, Resources resources)
            throws IOException, StoreException {
        DatabaseServer server = started(configuration, data, resources);
        int changes = Migrations.open(server.forLongWork()).up(options(configuration));
        if (changes > 0) {
            LOG.info("applied {} schema changes", changes);
        }
        return server;
    }

    /** The embedded one, started. */
    public static DatabaseServer started(Configuration configuration, Path data, Resources resources)
            throws IOException {
        EmbeddedPostgres postgres =
                resources.add(EmbeddedPostgres.start(data, Release.postgresql(), prepared(configuration)));
        return at(postgres.address(), configuration);
    }

    /** The prepared files of this installation, unless a schema of another form is configured. */
    private static Optional<Path> prepared(Configuration configuration) {
        return configuration.get(Keys.DATABASE_PARTITIONS).equals(Keys.DATABASE_PARTITIONS.fallback())
                ? Release.preparedFiles()
                : Optional.empty();
    }

    /**
     * Makes the prepared files of an installation: a database with the schema and no content.
     *
     * @param data an empty folder, which is of no use afterwards
     */
    public static void prepare(Configuration configuration, Path data, Path files) throws IOException, StoreException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data, Release.postgresql());
        try {
            Migrations.open(at(postgres.address(), configuration).forLongWork()).up(options(configuration));
            postgres.closeAsPrepared(files, Release.postgresql());
        } finally {
            postgres.close();
        }
    }

    /** The embedded one, started by another process. */
    public static DatabaseServer startedByAnother(Configuration configuration, Path data) throws IOException {
        PostgresAddress address = EmbeddedPostgres.startedByAnother(data, Release.postgresql())
                .orElseThrow(() -> new IOException(
                        "another process uses the data folder " + data + ", and its database is not running"));
        return at(address, configuration);
    }

    private static DatabaseServer at(PostgresAddress address, Configuration configuration) {
        DatabaseMapping settings = new DatabaseMapping(configuration);
        return new DatabaseServer(
                settings.of(address),
                settings.forLongWork(address),
                "embedded PostgreSQL " + Release.postgresql() + " on port " + address.port());
    }

    /** The options of the migration of the schema. */
    public static Migrations.Options options(Configuration configuration) {
        return Migrations.Options.DEFAULT.withPartitions(configuration.get(Keys.DATABASE_PARTITIONS));
    }
}
