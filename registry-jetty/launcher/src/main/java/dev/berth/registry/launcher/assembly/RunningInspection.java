package dev.berth.registry.launcher.assembly;

import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.JdbiMetadataStore.PoolStatus;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.EffectiveConfiguration;
import dev.berth.registry.launcher.metrics.StatementTimes;
import dev.berth.registry.maintenance.ServerInspection;
import dev.berth.registry.maintenance.ServerStatus;
import dev.berth.registry.maintenance.ServerStatus.Pool;
import dev.berth.registry.maintenance.ServerStatus.Schema;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of the server of this process.
 *
 * @param metadata a description of the place of the metadata
 * @param storage a description of the storage
 * @param database empty when the metadata are in memory
 * @param store empty when the metadata are in memory
 */
record RunningInspection(
        Configuration configuration,
        Instant started,
        String metadata,
        String storage,
        Optional<DatabaseConfig> database,
        Optional<JdbiMetadataStore> store,
        StatementTimes statements)
        implements ServerInspection {

    @Override
    public ServerStatus status() {
        return new ServerStatus(
                Release.version(),
                Runtime.version().toString(),
                started,
                metadata,
                storage,
                database.map(config -> schema(Migrations.open(config))),
                store.flatMap(JdbiMetadataStore::pool).map(RunningInspection::pool),
                statements.statements(),
                new EffectiveConfiguration(configuration).settings());
    }

    private static Schema schema(Migrations migrations) {
        try {
            boolean pending = !migrations.isUpToDate(false);
            return new Schema(
                    migrations.version(), pending, !pending && !migrations.isUpToDate(true), Optional.empty());
        } catch (StoreException e) {
            return new Schema(Optional.empty(), false, false, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static Pool pool(PoolStatus status) {
        return new Pool(status.active(), status.idle(), status.waiting(), status.most());
    }
}
