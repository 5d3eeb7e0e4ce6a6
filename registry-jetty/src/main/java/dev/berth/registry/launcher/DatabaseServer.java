package dev.berth.registry.launcher;

import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.postgres.EmbeddedPostgres;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database a configuration means: a server somebody else runs, or the one that comes along and is ours.
 *
 * @param config for requests
 * @param forMigrations for changes of the schema
 * @param description for a person
 */
record DatabaseServer(DatabaseConfig config, DatabaseConfig forMigrations, String description) {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseServer.class);

    /** The configured one, which is not asked anything yet. */
    static DatabaseServer configured(DatabaseSettings settings) throws IOException {
        DatabaseConfig config = settings.configured();
        return new DatabaseServer(
                config,
                settings.forMigrations(),
                "PostgreSQL at " + config.host() + ":" + config.port() + ", database " + config.database());
    }

    /** The one that comes along, started and with its schema up to date. */
    static DatabaseServer embedded(Configuration configuration, Path data, Resources resources)
            throws IOException, StoreException {
        DatabaseServer server = started(configuration, data, resources);
        try (Migrations migrations = Migrations.open(server.forMigrations())) {
            int changes = migrations.up(options(configuration));
            if (changes > 0) {
                LOG.info("applied {} changes of the schema", changes);
            }
        }
        return server;
    }

    /** The one that comes along, started. */
    static DatabaseServer started(Configuration configuration, Path data, Resources resources) throws IOException {
        EmbeddedPostgres postgres = resources.add(EmbeddedPostgres.start(data, Release.postgresql()));
        DatabaseSettings settings = new DatabaseSettings(configuration);
        return new DatabaseServer(
                settings.of(postgres),
                settings.forMigrations(postgres),
                "PostgreSQL " + Release.postgresql() + " of its own, on port " + postgres.port());
    }

    /** How the schema is made. */
    static Migrations.Options options(Configuration configuration) {
        return Migrations.Options.DEFAULT.withPartitions(configuration.get(Keys.DATABASE_PARTITIONS));
    }
}
