package dev.berth.registry.collecting;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class PostgresUnderLoadIT extends CollectorUnderLoad {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private @Nullable EmbeddedPostgres server;
    private @Nullable HikariDataSource pool;

    @Override
    MetadataStore metadata(Clock clock) throws Exception {
        server = EmbeddedPostgres.builder().start();
        pool = new HikariDataSource();
        pool.setDataSource(server.getPostgresDatabase());
        pool.setMaximumPoolSize(12);
        Migrations.over(pool).up(Migrations.Options.DEFAULT.withPartitions(4));
        return JdbiMetadataStore.over(pool, clock);
    }

    @Override
    BlobStore storage(Clock clock) throws Exception {
        return FileBlobStore.open(folder);
    }

    @AfterEach
    void stopDatabase() throws Exception {
        if (pool != null) {
            pool.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
