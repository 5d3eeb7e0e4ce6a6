package dev.berth.registry.jdbi;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.registry.jdbi.content.BlobLinkRows;
import dev.berth.registry.jdbi.content.ManifestRows;
import dev.berth.registry.jdbi.content.RepositoryRows;
import dev.berth.registry.jdbi.content.TagRows;
import dev.berth.registry.jdbi.content.UploadRows;
import dev.berth.registry.jdbi.events.EventRows;
import dev.berth.registry.jdbi.maintenance.AuditRows;
import dev.berth.registry.jdbi.maintenance.DeletionRows;
import dev.berth.registry.jdbi.maintenance.ReviewRows;
import dev.berth.registry.jdbi.migration.ImportRows;
import dev.berth.registry.jdbi.schema.Schema;
import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.maintenance.AuditStore;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.ReviewStore;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.RepositoryStore;
import dev.berth.registry.spi.metadata.TagStore;
import dev.berth.registry.spi.metadata.UploadStore;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;
import javax.sql.DataSource;

/**
 * Metadata in PostgreSQL 15 or newer. Safe for use by any number of threads; any number of nodes may share a database.
 *
 * <p>The schema must be there: {@link Migrations} makes it.
 */
public final class JdbiMetadataStore implements MetadataStore, AutoCloseable {
    private final RepositoryRows repositories;
    private final ManifestRows manifests;
    private final TagRows tags;
    private final BlobLinkRows blobLinks;
    private final UploadRows uploads;
    private final ReviewRows reviews;
    private final DeletionRows deletions;
    private final EventRows events;
    private final AuditRows audit;
    private final ImportRows imports;
    private final Runnable closing;

    private JdbiMetadataStore(Database database, Runnable closing) {
        this.repositories = new RepositoryRows(database);
        this.manifests = new ManifestRows(database);
        this.tags = new TagRows(database);
        this.blobLinks = new BlobLinkRows(database);
        this.uploads = new UploadRows(database);
        this.reviews = new ReviewRows(database);
        this.deletions = new DeletionRows(database);
        this.events = new EventRows(database);
        this.audit = new AuditRows(database);
        this.imports = new ImportRows(database);
        this.closing = closing;
    }

    /**
     * A store on connections of {@code dataSource}, which stays the caller's to close. It should pool, commit by itself
     * and isolate transactions as PostgreSQL does by default (READ COMMITTED).
     *
     * @throws StoreException PERMANENT when the server is older than PostgreSQL 15 or the schema lacks a change this
     *     version needs, TRANSIENT when the database does not answer
     */
    public static JdbiMetadataStore over(DataSource dataSource, Clock clock) throws StoreException {
        return over(dataSource, clock, () -> {});
    }

    /**
     * A store with a connection pool of its own, which {@link #close} closes.
     *
     * @throws StoreException like {@link #over(DataSource, Clock)}
     */
    public static JdbiMetadataStore open(DatabaseConfig config, Clock clock) throws StoreException {
        HikariDataSource pool = Pool.open(config);
        try {
            return over(pool, clock, pool::close);
        } catch (StoreException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static JdbiMetadataStore over(DataSource dataSource, Clock clock, Runnable closing) throws StoreException {
        Partitions partitions = Schema.check(dataSource);
        return new JdbiMetadataStore(new Database(dataSource, clock, partitions), closing);
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
    public UploadStore uploads() {
        return uploads;
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
    public EventStore events() {
        return events;
    }

    @Override
    public AuditStore audit() {
        return audit;
    }

    /** The roles an import of another registry writes through. */
    public MigrationStore migration() {
        return imports;
    }

    /** Closes the connection pool, if it is the store's own. */
    @Override
    public void close() {
        closing.run();
    }
}
