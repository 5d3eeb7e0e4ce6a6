package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.content.BlobLinkRows;
import dev.berth.registry.jdbi.content.DeletedManifestRows;
import dev.berth.registry.jdbi.content.DeletedTagRows;
import dev.berth.registry.jdbi.content.LostBlobRows;
import dev.berth.registry.jdbi.content.ManifestRows;
import dev.berth.registry.jdbi.content.RepositoryRows;
import dev.berth.registry.jdbi.content.TagRows;
import dev.berth.registry.jdbi.content.UploadRows;
import dev.berth.registry.jdbi.events.EventRows;
import dev.berth.registry.jdbi.insight.DailyFigureRows;
import dev.berth.registry.jdbi.insight.InsightRows;
import dev.berth.registry.jdbi.maintenance.AuditRows;
import dev.berth.registry.jdbi.maintenance.DeletionHoldRows;
import dev.berth.registry.jdbi.maintenance.DeletionRows;
import dev.berth.registry.jdbi.maintenance.OwnerRows;
import dev.berth.registry.jdbi.maintenance.ReviewRows;
import dev.berth.registry.jdbi.migration.ImportRows;
import dev.berth.registry.jdbi.schema.Schema;
import dev.berth.registry.jdbi.sql.Connections;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.NoConnection;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.jdbi.sql.SchemaConnections;
import dev.berth.registry.jdbi.sql.SessionNames;
import dev.berth.registry.jdbi.sql.Sql;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.maintenance.AuditStore;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import dev.berth.registry.spi.maintenance.DeletionHoldStore;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.OwnerStore;
import dev.berth.registry.spi.maintenance.ReviewStore;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.ContentReads;
import dev.berth.registry.spi.metadata.DeletedManifestStore;
import dev.berth.registry.spi.metadata.DeletedTagStore;
import dev.berth.registry.spi.metadata.LostBlobStore;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.RepositoryStore;
import dev.berth.registry.spi.metadata.TagStore;
import dev.berth.registry.spi.metadata.UploadStore;
import dev.berth.registry.spi.migration.MigrationStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Metadata in PostgreSQL 15 or newer. Safe for use by any number of threads; any number of nodes may share a database.
 *
 * <p>The schema must be there: {@link Migrations} makes it.
 */
public final class JdbiMetadataStore implements MetadataStore {
    /** The schema of the tables in the database of a host. */
    public static final String SCHEMA = "registry";

    private final RepositoryRows repositories;
    private final ManifestRows manifests;
    private final TagRows tags;
    private final BlobLinkRows blobLinks;
    private final UploadRows uploads;
    private final LostBlobRows lostBlobs;
    private final ReviewRows reviews;
    private final DeletionRows deletions;
    private final DeletionHoldRows deletionHolds;
    private final EventRows events;
    private final InsightRows insights;
    private final DeletedTagRows deletedTags;
    private final DailyFigureRows dailyFigures;
    private final DeletedManifestRows deletedManifests;
    private final AuditRows audit;
    private final ImportRows imports;
    private final OwnerRows owner;
    private final Database database;
    private final Optional<ConnectionPool> pool;
    private final ContentReads reads;
    private final Optional<ReplicaReads> replicas;

    /**
     * The connections of a store.
     *
     * @param active number of connections in use
     * @param idle number of idle connections
     * @param waiting number of callers that wait for a connection
     * @param most largest number of connections
     * @param outages number of failures to get a connection, by reason, since the store was opened
     */
    public record PoolStatus(int active, int idle, int waiting, int most, Map<Outage, Long> outages) {
        /** Copies the counts. */
        public PoolStatus {
            outages = Map.copyOf(outages);
        }
    }

    /**
     * The standbys that may answer reads by digest.
     *
     * @param configured their number
     * @param usable number of those that answer now
     * @param lag the longest time since which one of those is not known to have every change; empty without any
     */
    public record ReplicaStatus(int configured, int usable, Optional<Duration> lag) {}

    private JdbiMetadataStore(
            Database database, Optional<ConnectionPool> pool, Function<ContentReads, Optional<ReplicaReads>> replicas) {
        this.repositories = new RepositoryRows(database);
        this.manifests = new ManifestRows(database);
        this.tags = new TagRows(database);
        this.deletedTags = new DeletedTagRows(database);
        this.deletedManifests = new DeletedManifestRows(database);
        this.blobLinks = new BlobLinkRows(database);
        this.uploads = new UploadRows(database);
        this.lostBlobs = new LostBlobRows(database);
        this.reviews = new ReviewRows(database);
        this.deletions = new DeletionRows(database);
        this.deletionHolds = new DeletionHoldRows(database);
        this.events = new EventRows(database, new SecureRandom());
        this.insights = new InsightRows(database);
        this.dailyFigures = new DailyFigureRows(database);
        this.audit = new AuditRows(database);
        this.imports = new ImportRows(database);
        this.owner = new OwnerRows(database);
        this.database = database;
        this.pool = pool;
        ContentReads exact = ContentReads.exact(manifests, blobLinks);
        this.replicas = replicas.apply(exact);
        this.reads = this.replicas.<ContentReads>map(standbys -> standbys).orElse(exact);
    }

    /**
     * A store on connections of {@code dataSource}, which the caller closes. It should pool, commit each statement and
     * isolate transactions as PostgreSQL does by default (READ COMMITTED). It determines the wait for a connection; the
     * wait for answers is bounded by the {@link dev.berth.registry.model.Deadline} of the caller.
     *
     * <p>The tables are in the schema {@link #SCHEMA}, apart from those of the caller. Connections with another search
     * path get this one while the store uses them, by a statement before and one after; a data source whose connections
     * have it already ({@code currentSchema=registry} in the URL) saves both.
     *
     * @throws StoreException PERMANENT when the server is older than PostgreSQL 15 or the schema lacks a change this
     *     version needs, TRANSIENT when the database does not answer
     */
    public static JdbiMetadataStore over(DataSource dataSource, Clock clock) throws StoreException {
        return over(dataSource, clock, QueryListener.NONE);
    }

    /** Like {@link #over(DataSource, Clock)}, with an observer of its queries. */
    public static JdbiMetadataStore over(DataSource dataSource, Clock clock, QueryListener listener)
            throws StoreException {
        return over(dataSource, clock, listener, SCHEMA);
    }

    /**
     * Like {@link #over(DataSource, Clock)}, with the tables in another schema.
     *
     * @throws IllegalArgumentException unless the name consists of lower-case letters, digits and underscores
     */
    public static JdbiMetadataStore over(DataSource dataSource, Clock clock, QueryListener listener, String schema)
            throws StoreException {
        Connections connections = SchemaConnections.of(dataSource, schema);
        Partitions partitions = Schema.check(connections);
        Database database = new Database(connections, clock, partitions, listener, SessionNames.FIXED);
        return new JdbiMetadataStore(database, Optional.empty(), exact -> Optional.empty());
    }

    /**
     * A store with its own connection pool, which {@link #close} closes; then the class loader of an application that
     * brought the driver of PostgreSQL can be collected (docs/decisions/0470).
     *
     * @throws StoreException like {@link #over(DataSource, Clock)}; {@link #outage} gives the reason of a missing
     *     connection
     */
    public static JdbiMetadataStore open(DatabaseConfig config, Clock clock) throws StoreException {
        return open(config, clock, QueryListener.NONE);
    }

    /** Like {@link #open(DatabaseConfig, Clock)}, with an observer of its queries. */
    public static JdbiMetadataStore open(DatabaseConfig config, Clock clock, QueryListener listener)
            throws StoreException {
        ConnectionPool pool = new ConnectionPool(config);
        try {
            SessionNames names = config.requestIds() ? SessionNames.REQUEST_IDS : SessionNames.FIXED;
            Partitions partitions = Schema.check(pool);
            Function<Connections, Database> on =
                    connections -> new Database(connections, clock, partitions, listener, names);
            Database primary = on.apply(pool);
            return new JdbiMetadataStore(primary, Optional.of(pool), exact -> replicas(config, exact, primary, on));
        } catch (StoreException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static Optional<ReplicaReads> replicas(
            DatabaseConfig config, ContentReads exact, Database primary, Function<Connections, Database> on) {
        if (config.replicas().isEmpty()) {
            return Optional.empty();
        }
        List<Replica> replicas = config.replicas().stream()
                .map(server -> new Replica(config.onReplica(server), config.maxLag(), on::apply))
                .toList();
        return Optional.of(ReplicaReads.start(exact, replicas, new ReplicaPulses(primary), config.maxLag()));
    }

    /** The standbys for reads of content by digest; none where none are configured. */
    public ReplicaStatus replicas() {
        return replicas.map(ReplicaReads::status).orElse(new ReplicaStatus(0, 0, Optional.empty()));
    }

    /** The reason for which there was no connection; empty for other failures. */
    public static Optional<Outage> outage(StoreException failure) {
        return NoConnection.in(failure).map(NoConnection::outage);
    }

    /** Its connections; empty when they are a host's. */
    public Optional<PoolStatus> pool() {
        return pool.map(ConnectionPool::status);
    }

    @Override
    public RepositoryStore repositories() {
        return repositories;
    }

    @Override
    public ManifestStore manifests() {
        return manifests;
    }

    @Override
    public TagStore tags() {
        return tags;
    }

    @Override
    public BlobLinkStore blobLinks() {
        return blobLinks;
    }

    @Override
    public ContentReads reads() {
        return reads;
    }

    @Override
    public UploadStore uploads() {
        return uploads;
    }

    @Override
    public DeletedTagStore deletedTags() {
        return deletedTags;
    }

    @Override
    public DeletedManifestStore deletedManifests() {
        return deletedManifests;
    }

    @Override
    public LostBlobStore lostBlobs() {
        return lostBlobs;
    }

    @Override
    public ReviewStore reviews() {
        return reviews;
    }

    @Override
    public DeletionStore deletions() {
        return deletions;
    }

    @Override
    public DeletionHoldStore deletionHolds() {
        return deletionHolds;
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public InsightStore insights() {
        return insights;
    }

    @Override
    public DailyFigureStore dailyFigures() {
        return dailyFigures;
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    /** The identity by which the database and its storage know each other. */
    public OwnerStore owner() {
        return owner;
    }

    /** The roles an import of another registry writes through. */
    public MigrationStore migration() {
        return imports;
    }

    private static final Sql CHECK = Sql.of("SELECT 1");

    @Override
    public void check() throws StoreException {
        database.read(
                "check",
                () -> "check the database",
                handle -> CHECK.query(handle).mapTo(Integer.class).one());
    }

    /** Closes the connection pool, if it is the store's own. */
    @Override
    public void close() {
        replicas.ifPresent(ReplicaReads::close);
        pool.ifPresent(ConnectionPool::close);
    }
}
