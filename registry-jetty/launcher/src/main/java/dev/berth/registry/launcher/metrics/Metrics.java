package dev.berth.registry.launcher.metrics;

import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.collection.CollectionListener;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.engine.notification.NotificationListener;
import dev.berth.registry.http.limit.RefusalListener;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.RequestListener;
import dev.berth.registry.launcher.storage.ObservedBlobStore;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.storage.BlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The meters of a registry, in any Micrometer registry: that of the host, or that of {@link PrometheusPage}. Reading
 * them never waits for a store. Safe for use by any number of threads.
 */
public final class Metrics {
    private final MeterRegistry meters;
    private final CollectionMeters collection;
    private final NotificationMeters notifications;
    private final QueryMeters queries;
    private final RequestMeters requests;
    private final RefusalMeters refusals;
    private final CacheMeters caches;

    /** Meters in {@code meters}, which stays the caller's to close. */
    public Metrics(MeterRegistry meters) {
        this.meters = meters;
        collection = new CollectionMeters(meters);
        notifications = new NotificationMeters(meters);
        queries = new QueryMeters(meters);
        requests = new RequestMeters(meters);
        refusals = new RefusalMeters(meters);
        caches = new CacheMeters(meters);
    }

    /** The listener of a collector. */
    public CollectionListener collection() {
        return collection;
    }

    /** The listener of notifications. */
    public NotificationListener notifications() {
        return notifications;
    }

    /** The listener of a metadata store. */
    public QueryListener queries() {
        return queries;
    }

    /** The listener of a server. */
    public RequestListener requests() {
        return requests;
    }

    /** The listener of a protocol. */
    public RefusalListener refusals() {
        return refusals;
    }

    /** Shows the cache of small blobs of an engine. */
    public void watchBlobCache(RegistryEngine engine) {
        caches.blobs(engine);
    }

    /** Shows the cache of logins that succeeded. */
    public void watchLogins(HtpasswdAccess access) {
        caches.logins(access);
    }

    /**
     * A store that measures the calls of another.
     *
     * @param driver the kind of storage, by the name it has in the configuration
     */
    public BlobStore storage(BlobStore blobs, String driver) {
        return new ObservedBlobStore(blobs, new StorageMeters(meters, driver));
    }

    /** Shows the requests and connections of a server. */
    public void watchServer(RegistryServer server) {
        new ServerMeters(server).bindTo(meters);
    }

    /** Shows the queues of the collector in a store, which is read on demand, every 15 seconds at most. */
    public void watchQueues(MetadataStore metadata, CollectorConfig config, Clock clock) {
        new QueueMeters(metadata, config, clock).bindTo(meters);
    }

    /** Shows the progress of imports, whose record is read on demand, every 15 seconds at most. */
    public void watchImports(MigrationStore imports, Clock clock) {
        new ImportMeters(imports, clock).bindTo(meters);
    }

    /** Shows the connections of a store with its own pool. */
    public void watchConnections(JdbiMetadataStore metadata) {
        new ConnectionMeters(metadata).bindTo(meters);
    }

    /** Shows the events that await delivery to an endpoint; the store is read on demand, every 15 seconds at most. */
    public void watchOutbox(EventStore outbox, String endpoint, Clock clock) {
        new OutboxMeters(outbox, endpoint, clock).bindTo(meters);
    }
}
