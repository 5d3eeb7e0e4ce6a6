package dev.berth.registry.launcher.assembly;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.collection.CollectionListener;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.notification.NotificationListener;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.metrics.DebugServer;
import dev.berth.registry.launcher.metrics.Metrics;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a registry together as configured, from the stores up, and takes it apart in reverse. */
public final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final Clock clock = Clock.systemUTC();
    private final Resources resources = new Resources();
    private final Configuration configuration;
    private final Path dataPath;
    private final DatabaseMapping database;
    private final ClassicGuard classic;
    private Optional<DataFolder> dataFolder = Optional.empty();
    private String metadataPlace = "memory";
    private Optional<Collector> collector = Optional.empty();
    private Optional<Thread> stopping = Optional.empty();

    private Assembly(Configuration configuration, Path data) {
        this.configuration = configuration;
        this.dataPath = data;
        this.database = new DatabaseMapping(configuration);
        this.classic = new ClassicGuard(configuration);
    }

    /** Starts a registry. On failure nothing stays open. */
    public static RunningServer start(Configuration configuration, Path data) throws IOException, StoreException {
        Assembly assembly = new Assembly(configuration, data);
        try {
            return assembly.start();
        } catch (IllegalArgumentException e) {
            assembly.close();
            throw new WrongSettings("invalid configuration: " + e.getMessage(), e);
        } catch (IOException | StoreException | RuntimeException e) {
            assembly.close();
            throw e;
        }
    }

    private RunningServer start() throws IOException, StoreException {
        ServerMapping server = new ServerMapping(configuration, clock);
        MetadataStore metadata = metadata();
        Storage storage = Storage.open(configuration, this::blobs, clock, resources);
        new BucketProbe(configuration).atStart(storage);
        classic.check(storage.blobs(), storage.description());
        Optional<Metrics> metrics = metrics(metadata);
        EventPublisher publisher = publisher(metadata, metrics);
        Registry registry = RegistryEngine.builder()
                .clock(clock)
                .config(server.engine())
                .publisher(publisher)
                .build(metadata, storage.blobs());
        server.warn();
        RegistryServer listening = new RegistryServer(registry, server.access(), server.protocol(), server.settings());
        resources.add(this::awaitCollector);
        resources.add(listening.start());
        collect(metadata, storage.blobs(), metrics);
        return new RunningServer(listening, metadataPlace, storage.description(), this);
    }

    /** The metrics and the address they are shown at, if one is configured. */
    private Optional<Metrics> metrics(MetadataStore metadata) throws IOException {
        Optional<HostPort> address = configuration.get(Keys.HTTP_DEBUG_ADDR);
        if (address.isEmpty() || !configuration.get(Keys.HTTP_DEBUG_PROMETHEUS_ENABLED)) {
            return Optional.empty();
        }
        Metrics metrics = resources.add(new Metrics());
        metrics.watchQueues(metadata, new CollectionMapping(configuration).collector(), clock);
        if (metadata instanceof JdbiMetadataStore store) {
            metrics.watchConnections(store);
        }
        resources.add(DebugServer.start(
                address.get().host(),
                address.get().port(),
                Map.of(configuration.get(Keys.HTTP_DEBUG_PROMETHEUS_PATH), metrics::page)));
        return Optional.of(metrics);
    }

    /** Who is told what happens. It is opened before the server, so that it still hears of the last request. */
    private EventPublisher publisher(MetadataStore metadata, Optional<Metrics> metrics) {
        NotificationMapping settings = new NotificationMapping(configuration);
        settings.whyNobodyIsTold().ifPresent(reason -> LOG.info("notifications are off: {}", reason));
        List<Subscription> subscriptions = settings.subscriptions();
        if (subscriptions.isEmpty()) {
            return EventPublisher.NONE;
        }
        metrics.ifPresent(shown -> subscriptions.forEach(
                subscription -> shown.watchOutbox(metadata.events(), subscription.name(), clock)));
        NotificationListener listener = metrics.map(Metrics::notifications).orElse(NotificationListener.NONE);
        return resources.add(settings.notifier(subscriptions, metadata.events(), clock, listener)
                .start());
    }

    /** The collector stops while requests drain. */
    private void collect(MetadataStore metadata, BlobStore blobs, Optional<Metrics> metrics) {
        CollectionMapping collection = new CollectionMapping(configuration);
        Optional<String> reason = collection.whyNothingIsCollected();
        if (reason.isPresent()) {
            LOG.info("garbage collection is off: {}", reason.get());
            collector = Optional.of(Collector.builder()
                    .clock(clock)
                    .countingOnly()
                    .build(metadata, blobs)
                    .start());
            return;
        }
        CollectionListener listener = metrics.map(Metrics::collection).orElse(CollectionListener.NONE);
        collector = Optional.of(Collector.builder()
                .clock(clock)
                .config(collection.collector())
                .listener(listener)
                .build(metadata, blobs)
                .start());
    }

    private MetadataStore metadata() throws IOException, StoreException {
        if (keepsNothing()) {
            return new InMemoryMetadataStore(clock);
        }
        DatabaseServer server = database.isConfigured()
                ? DatabaseServer.configured(database)
                : DatabaseServer.embedded(configuration, dataFolder().directory(), resources);
        metadataPlace = server.description();
        return resources.add(JdbiMetadataStore.open(server.config(), clock));
    }

    private Path blobs(Optional<Path> configured) throws IOException {
        Path directory =
                configured.isPresent() ? configured.get() : dataFolder().blobs();
        classic.check(directory);
        return directory;
    }

    /** Metadata that outlives its blobs would be of no use. */
    private boolean keepsNothing() {
        return configuration.get(Keys.STORAGE_INMEMORY) && !database.isConfigured();
    }

    private DataFolder dataFolder() throws IOException {
        if (dataFolder.isEmpty()) {
            dataFolder = Optional.of(resources.add(DataFolder.open(dataPath)));
        }
        return dataFolder.get();
    }

    private void awaitCollector() throws InterruptedException {
        if (stopping.isPresent()) {
            stopping.get().join();
        }
    }

    @Override
    public void close() {
        stopping = collector.map(running -> new Thread(running::close, "stop-collector"));
        stopping.ifPresent(Thread::start);
        resources.close();
    }
}
