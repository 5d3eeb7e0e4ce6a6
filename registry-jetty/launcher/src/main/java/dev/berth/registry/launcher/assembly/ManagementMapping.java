package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.maintenance.MaintenanceEngine;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.engine.notification.RefusedEvents;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.management.ManagementRoot;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.maintenance.ServerInspection;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.util.Optional;

/** The mapping from the stores of a registry and its configuration to {@code /api/v1/}. */
final class ManagementMapping {
    private final Configuration configuration;
    private final Clock clock;

    ManagementMapping(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * The table.
     *
     * @param imports of the same store; empty when it cannot import
     * @param inspection of the server; empty when none runs
     */
    ApiRoot root(
            MetadataStore metadata,
            Optional<MigrationStore> imports,
            BlobStore blobs,
            Optional<ServerInspection> inspection) {
        ManagementRoot.Builder root = ManagementRoot.builder(
                        MaintenanceEngine.builder()
                                .clock(clock)
                                .config(new CollectionMapping(configuration).collector())
                                .recipients(new NotificationMapping(configuration)
                                        .subscriptions().stream()
                                                .map(Subscription::name)
                                                .toList())
                                .build(metadata, blobs),
                        clock)
                .events(RefusedEvents.of(metadata.events()));
        imports.ifPresent(store -> root.migration(MigrationEngine.over(store, metadata, blobs, clock)));
        inspection.ifPresent(root::server);
        return root.build();
    }
}
