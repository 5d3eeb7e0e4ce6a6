package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.notification.NotificationListener;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.util.List;

/**
 * A registry over its stores without a server. Changes record their events, which the servers of the registry deliver.
 */
public final class OfflineRegistry {
    private OfflineRegistry() {}

    /** The registry over these stores, with the limits of the configuration. */
    public static RegistryEngine over(
            Configuration configuration, MetadataStore metadata, BlobStore blobs, Clock clock) {
        return RegistryEngine.builder()
                .clock(clock)
                .config(new ServerMapping(configuration, clock).engine())
                .publisher(publisher(configuration, metadata, clock))
                .build(metadata, blobs);
    }

    /** It is not started, so that it records and does not deliver. */
    private static EventPublisher publisher(Configuration configuration, MetadataStore metadata, Clock clock) {
        NotificationMapping settings = new NotificationMapping(configuration);
        List<Subscription> subscriptions = settings.subscriptions();
        return subscriptions.isEmpty()
                ? EventPublisher.NONE
                : settings.notifier(
                        subscriptions, metadata.events(), clock, NotificationListener.NONE, FailureReporter.NONE);
    }
}
