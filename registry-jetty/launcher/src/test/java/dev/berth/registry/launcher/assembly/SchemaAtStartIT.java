package dev.berth.registry.launcher.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.contract.Race;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.RecordedLog;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.spi.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaAtStartIT {
    @TempDir
    Path folder;

    @Test
    void serversThatMigrateApplyThePendingChangesOnce() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Configuration configuration = configuration(postgres);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> Assembly.start(configuration, folder.resolve("data")))
                    .withMessageContaining("registry database migrate up");

            AtomicInteger names = new AtomicInteger();
            List<Integer> ports = Race.of(2, () -> {
                Path data = folder.resolve("data" + names.incrementAndGet());
                try (RunningServer running = Assembly.start(configuration, data, SchemaAtStart.MIGRATED)) {
                    return running.server().uri().getPort();
                }
            });

            assertThat(ports).hasSize(2);
            assertThat(Migrations.over(postgres.getPostgresDatabase(), "public").isUpToDate(false))
                    .isTrue();
        }
    }

    @Test
    void aSchemaNewerThanTheServerIsOneLine() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                RecordedLog log = RecordedLog.of("dev.berth.registry.jdbi.schema")) {
            Migrations.over(postgres.getPostgresDatabase(), "public").up(Migrations.Options.DEFAULT);
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO berth_changes SELECT '9999-future', author, filename, dateexecuted, 999,"
                        + " exectype FROM berth_changes LIMIT 1");
            }
            Assembly.start(configuration(postgres), folder.resolve("data")).close();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("the schema is newer than this version", "9999-future", "compatible");
        }
    }

    private Configuration configuration(EmbeddedPostgres postgres) throws Exception {
        return ConfigurationReader.read(Map.of(
                "REGISTRY_HTTP_ADDR",
                "127.0.0.1:0",
                "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY",
                folder.resolve("blobs").toString(),
                "REGISTRY_DATABASE",
                "{host: 127.0.0.1, port: " + postgres.getPort() + ", user: postgres, password: postgres,"
                        + " dbname: postgres, schema: public, sslmode: disable}"));
    }
}
