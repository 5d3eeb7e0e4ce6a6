package dev.berth.registry.launcher.assembly;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.audit.LockFiles;
import dev.berth.registry.engine.audit.StorageOwner;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.engine.takeover.Takeover;
import dev.berth.registry.engine.usage.UsageCounter;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.RecordedImports;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.health.Health;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.HealthKeys;
import dev.berth.registry.launcher.config.InsightKeys;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.metrics.StatementTimes;
import dev.berth.registry.launcher.tracing.Tracing;
import dev.berth.registry.maintenance.ServerInspection;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.insight.UsageRecorder;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a registry together as configured, from the stores up, and takes it apart in reverse. */
public final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final Clock clock = Clock.systemUTC();
    private final RandomGenerator random = new SecureRandom();
    private final Resources resources = new Resources();
    private final Configuration configuration;
    private final Path dataPath;
    private final SchemaAtStart schema;
    private final DatabaseMapping database;
    private final ClassicGuard classic;
    private final Monitoring monitoring;
    private final StatementTimes statements;
    private FailureReporter reporter = FailureReporter.NONE;
    private Tracing tracing = Tracing.NONE;
    private QueryListener queries = QueryListener.NONE;
    private Optional<DataFolder> dataFolder = Optional.empty();
    private Optional<JdbiMetadataStore> kept = Optional.empty();
    private Optional<MigrationStore> imports = Optional.empty();
    private String metadataPlace = "memory";
    private Optional<DatabaseConfig> usedDatabase = Optional.empty();
    private Optional<CollectorStart> collector = Optional.empty();
    private Optional<Thread> stopping = Optional.empty();

    private Assembly(Configuration configuration, Path data, SchemaAtStart schema) {
        this.configuration = configuration;
        this.schema = schema;
        this.dataPath = data;
        this.database = new DatabaseMapping(configuration);
        this.classic = new ClassicGuard(configuration, new Imports());
        this.monitoring = new Monitoring(configuration, clock);
        this.statements = new StatementTimes(() -> queries);
    }

    /** Starts a registry. On failure nothing stays open. */
    public static RunningServer start(Configuration configuration, Path data) throws IOException, StoreException {
        return start(configuration, data, SchemaAtStart.REQUIRED);
    }

    /** Starts a registry; the schema of a configured database is changed or required. On failure nothing stays open. */
    public static RunningServer start(Configuration configuration, Path data, SchemaAtStart schema)
            throws IOException, StoreException {
        Assembly assembly = new Assembly(configuration, data, schema);
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
        PageMapping page = new PageMapping(configuration, clock, random);
        monitoring.start(resources);
        reporter = new ReportingMapping(configuration).reporter(clock, resources);
        tracing = new TracingMapping(configuration).tracing(clock, resources);
        queries = tracing.queries(monitoring.queries());
        MetadataStore metadata = metadata();
        Storage storage = Storage.open(configuration, this::blobs, clock, resources);
        new BucketProbe(configuration).atStart(storage);
        classic.check(storage.blobs(), storage.description());
        Optional<StorageOwner> owner = Deadline.currentOr(BucketProbe.LONGEST).call(() -> own(storage.blobs()));
        BlobStore blobs = tracing.storage(monitoring.measured(storage), storage.driver());
        EventPublisher publisher = publisher(metadata);
        RegistryEngine engine = RegistryEngine.builder()
                .clock(clock)
                .config(server.engine())
                .publisher(publisher)
                .usage(usage(metadata))
                .build(metadata, blobs);
        monitoring.watch(engine);
        CollectorStart collection = new CollectorStart(() -> collector(metadata, blobs));
        Optional<Takeover> takeover = takeover(blobs, collection);
        Registry registry = takeover.map(first -> first.inFrontOf(engine)).orElse(engine);
        server.warn();
        Health health = monitoring.check(
                new HealthMapping(configuration).health(metadata, usedDatabase, blobs, owner), resources);
        RegistryProtocol protocol = new RegistryProtocol(
                registry,
                server.access(monitoring::watch),
                server.protocol(
                        monitoring.refusals(),
                        page.sessions(),
                        recordedImports(metadata, storage),
                        reporter,
                        tracing.requests()),
                roots(health, metadata, blobs, page, storage.description()));
        RegistryServer listening =
                new RegistryServer(guarded(protocol, health), server.settings(monitoring.requests()));
        monitoring.watch(listening);
        resources.add(this::awaitCollector);
        resources.add(listening.start());
        collector = Optional.of(collection);
        if (takeover.isEmpty()) {
            collection.begin();
        }
        return new RunningServer(listening, metadataPlace, storage.description(), monitoring.port(), this);
    }

    private Optional<RecordedImports> recordedImports(MetadataStore metadata, Storage storage) {
        return imports.map(store ->
                new RecordedImports(MigrationEngine.over(store, metadata, storage.blobs(), clock), storage.driver()));
    }

    /** The tables besides those of the protocol. */
    private List<ApiRoot> roots(
            Health health, MetadataStore metadata, BlobStore blobs, PageMapping page, String storage) {
        List<ApiRoot> roots = new ArrayList<>(monitoring.roots(health));
        page.root().ifPresent(roots::add);
        if (configuration.get(InsightKeys.API_ENABLED)) {
            roots.add(new ManagementMapping(configuration, clock)
                    .root(metadata, imports, blobs, Optional.of(inspection(storage))));
        }
        return roots;
    }

    private ServerInspection inspection(String storage) {
        return new RunningInspection(
                configuration, clock.instant(), metadataPlace, storage, usedDatabase, kept, statements);
    }

    /**
     * The publisher of events. It is opened before the server, so that it still receives the events of the last
     * request.
     */
    private EventPublisher publisher(MetadataStore metadata) {
        NotificationMapping settings = new NotificationMapping(configuration, tracing);
        settings.whyNobodyIsTold().ifPresent(reason -> LOG.info("notifications are off: {}", reason));
        List<Subscription> subscriptions = settings.subscriptions();
        monitoring.watch(metadata, subscriptions);
        if (subscriptions.isEmpty()) {
            return EventPublisher.NONE;
        }
        return resources.add(
                settings.notifier(subscriptions, metadata.events(), clock, monitoring.notifications(), reporter)
                        .start());
    }

    /** The counter is opened before the server, so that it counts the last request and records it. */
    private UsageRecorder usage(MetadataStore metadata) {
        InsightMapping insights = new InsightMapping(configuration);
        insights.measurement(metadata.dailyFigures(), clock, random, reporter)
                .ifPresent(measurement -> resources.add(measurement.start()));
        Optional<UsageCounter> counter = insights.counter(metadata.insights().usage(), clock, reporter);
        return counter.<UsageRecorder>map(counting -> resources.add(counting.start()))
                .orElse(UsageRecorder.NONE);
    }

    /** The takeover of a classic registry, if there is one to do; nothing is collected before its end. */
    private Optional<Takeover> takeover(BlobStore blobs, CollectorStart collection) throws StoreException {
        if (kept.isEmpty() || !classic.isTakeover(blobs)) {
            return Optional.empty();
        }
        Takeover takeover = Takeover.builder()
                .clock(clock)
                .random(random)
                .kinds(new InsightMapping(configuration).kinds())
                .longestWait(configuration.get(Keys.STORAGE_TAKEOVER_WAIT))
                .threads(configuration.get(Keys.STORAGE_TAKEOVER_THREADS))
                .whenEnded(collection::begin)
                .reporter(reporter)
                .build(kept.get().migration(), blobs);
        if (!takeover.begin()) {
            return Optional.empty();
        }
        LOG.info("the classic registry in storage is taken over; garbage collection begins when this has ended");
        return Optional.of(resources.add(takeover.start()));
    }

    /** The collector stops while requests drain. */
    private Collector collector(MetadataStore metadata, BlobStore blobs) {
        CollectionMapping collection = new CollectionMapping(configuration);
        Optional<String> reason = collection.whyNothingIsCollected();
        if (reason.isPresent()) {
            LOG.info("garbage collection is off: {}", reason.get());
            return Collector.builder()
                    .clock(clock)
                    .countingOnly()
                    .build(metadata, blobs)
                    .start();
        }
        return Collector.builder()
                .clock(clock)
                .config(collection.collector())
                .reporter(reporter)
                .listener(monitoring.collection())
                .build(metadata, blobs)
                .start();
    }

    /** The imports that the database knows of. */
    private final class Imports implements ClassicGuard.Import {
        @Override
        public boolean hasEnded() throws StoreException {
            return kept.isPresent() && MigrationEngine.hasEnded(kept.get().migration());
        }

        @Override
        public boolean isInTakeover() throws StoreException {
            return kept.isPresent() && MigrationEngine.isTakingOver(kept.get().migration());
        }
    }

    private MetadataStore metadata() throws IOException, StoreException {
        if (keepsNothing()) {
            InMemoryMetadataStore memory = new InMemoryMetadataStore(clock);
            imports = Optional.of(memory.migration());
            return memory;
        }
        DatabaseServer server = database.isConfigured()
                ? schema.prepare(DatabaseServer.configured(database), configuration)
                : DatabaseServer.embedded(configuration, folderOfDatabase(), resources);
        metadataPlace = server.description();
        usedDatabase = Optional.of(server.config());
        JdbiMetadataStore store = resources.add(JdbiMetadataStore.open(server.config(), clock, statements));
        kept = Optional.of(store);
        imports = Optional.of(store.migration());
        return store;
    }

    /** Blobs in memory have no owner: they are gone before the next start. */
    private Optional<StorageOwner> own(BlobStore blobs) throws StoreException {
        if (kept.isEmpty() || configuration.get(Keys.STORAGE_INMEMORY)) {
            return Optional.empty();
        }
        StorageOwner owner = StorageOwner.over(kept.get().owner(), blobs, random);
        if (configuration.get(Keys.STORAGE_READONLY)) {
            owner.require();
        } else {
            owner.claim();
            classic.lock(blobs, LockFiles.over(kept.get().owner(), blobs));
        }
        return Optional.of(owner);
    }

    private RegistryProtocol guarded(RegistryProtocol protocol, Health health) {
        return configuration.get(HealthKeys.REFUSE_REQUESTS)
                ? protocol.refusingWhile(() -> !health.isReady())
                : protocol;
    }

    private Path blobs(Optional<Path> configured) throws IOException, StoreException {
        Path directory =
                configured.isPresent() ? configured.get() : dataFolder().blobs();
        classic.check(directory);
        return directory;
    }

    /** Blobs are there before the database: a data folder with a database alone has lost them and is refused. */
    private Path folderOfDatabase() throws IOException {
        boolean hasBlobs = !new ObjectStorage(configuration).isConfigured()
                && !configuration.get(Keys.STORAGE_INMEMORY)
                && configuration.get(Keys.STORAGE_ROOTDIRECTORY).isEmpty();
        if (hasBlobs) {
            dataFolder().blobs();
        }
        return dataFolder().directory();
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
        stopping = collector.flatMap(CollectorStart::end).map(running -> new Thread(running::close, "stop-collector"));
        stopping.ifPresent(Thread::start);
        resources.close();
    }
}
