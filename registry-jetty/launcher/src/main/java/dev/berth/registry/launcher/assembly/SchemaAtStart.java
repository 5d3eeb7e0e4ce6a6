package dev.berth.registry.launcher.assembly;

import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.spi.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The treatment of pending changes of the schema of a configured database at a start. */
public enum SchemaAtStart {
    /** The server does not start. */
    REQUIRED,
    /**
     * The server applies them, except those that have to wait until no older version runs. Servers that start at the
     * same time wait for each other.
     */
    MIGRATED;

    private static final Logger LOG = LoggerFactory.getLogger(SchemaAtStart.class);

    DatabaseServer prepare(DatabaseServer server, Configuration configuration) throws StoreException {
        if (this == MIGRATED) {
            int changes = Migrations.open(server.forLongWork().onPrimary())
                    .up(DatabaseServer.options(configuration).withoutPostDeployment());
            LOG.info("applied {} schema changes", changes);
        }
        return server;
    }
}
