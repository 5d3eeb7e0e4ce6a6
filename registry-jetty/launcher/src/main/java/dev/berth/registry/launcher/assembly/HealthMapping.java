package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.audit.StorageOwner;
import dev.berth.registry.http.health.Health;
import dev.berth.registry.http.health.HealthCheck;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.HealthKeys;
import dev.berth.registry.launcher.config.HealthKeys.TcpCheck;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The health checks of a configuration. */
final class HealthMapping {
    private static final Duration STORAGE_TIMEOUT = Duration.ofSeconds(5);
    /** Schema and owner of a running server change seldom, and each look at the schema opens a connection. */
    private static final Duration SLOW_INTERVAL = Duration.ofMinutes(1);

    private static final int DATABASE_THRESHOLD = 3;
    /** Never written: the answer that there is no such object shows that the storage answers. */
    private static final StorageKey ABSENT = new StorageKey("health/absent");

    private final Configuration configuration;

    HealthMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @param database of the metadata; empty when they are in memory
     * @param owner of the storage; empty when it is in memory
     */
    Health health(
            MetadataStore metadata, Optional<DatabaseConfig> database, BlobStore blobs, Optional<StorageOwner> owner) {
        List<HealthCheck> checks = new ArrayList<>();
        if (configuration.get(HealthKeys.DATABASE_ENABLED) && database.isPresent()) {
            checks.add(database(metadata));
            checks.add(schema(database.get()));
        }
        if (configuration.get(HealthKeys.STORAGE_ENABLED)) {
            checks.add(new HealthCheck(
                    "storage",
                    () -> blobs.size(ABSENT),
                    configuration.get(HealthKeys.STORAGE_INTERVAL),
                    STORAGE_TIMEOUT,
                    configuration.get(HealthKeys.STORAGE_THRESHOLD)));
        }
        if (configuration.get(HealthKeys.STORAGE_ENABLED) && owner.isPresent()) {
            checks.add(owner(owner.get()));
        }
        configuration.get(HealthKeys.TCP).forEach(check -> checks.add(tcp(check)));
        return new Health(checks);
    }

    private HealthCheck database(MetadataStore metadata) {
        return new HealthCheck(
                "database",
                () -> metadata.repositories().list(PageRequest.first(1)),
                configuration.get(HealthKeys.DATABASE_INTERVAL),
                configuration.get(HealthKeys.DATABASE_TIMEOUT),
                DATABASE_THRESHOLD);
    }

    private HealthCheck schema(DatabaseConfig database) {
        Migrations migrations = Migrations.open(database);
        return new HealthCheck(
                "migrations",
                () -> requireUpToDate(migrations),
                SLOW_INTERVAL,
                configuration.get(HealthKeys.DATABASE_TIMEOUT),
                1);
    }

    private static void requireUpToDate(Migrations migrations) throws Exception {
        if (!migrations.isUpToDate(false)) {
            throw new IOException("changes of the schema are pending: run `registry database migrate up`");
        }
    }

    private static HealthCheck owner(StorageOwner owner) {
        return new HealthCheck("owner", () -> requireOwned(owner), SLOW_INTERVAL, STORAGE_TIMEOUT, 1);
    }

    /** A marker that cannot be read is the failure of another check. */
    private static void requireOwned(StorageOwner owner) throws StoreException {
        try {
            owner.require();
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.PERMANENT) {
                throw e;
            }
        }
    }

    private static HealthCheck tcp(TcpCheck check) {
        return new HealthCheck(
                "tcp " + check.address(), () -> connect(check), check.interval(), check.timeout(), check.threshold());
    }

    private static void connect(TcpCheck check) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            check.address().host(), check.address().port()),
                    (int) Math.min(
                            Integer.MAX_VALUE, Math.max(1, check.timeout().toMillis())));
        }
    }
}
