package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.image.BuiltImage;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.junit.RegistryExtension;
import dev.berth.registry.junit.RunningRegistry;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests with a registry on a PostgreSQL that they share: each class has a schema of its own. */
class TestsOnPostgresIT {
    private static final EmbeddedPostgres DATABASE = start();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        DATABASE.close();
    }

    private static RegistryExtension registryIn(String schema) {
        return RegistryExtension.builder().metadata(() -> metadataIn(schema)).build();
    }

    private static MetadataStore metadataIn(String schema) throws StoreException {
        DataSource database = DATABASE.getPostgresDatabase();
        Migrations.over(database, schema).up(Migrations.Options.DEFAULT);
        return JdbiMetadataStore.over(database, Clock.systemUTC(), QueryListener.NONE, schema);
    }

    @Nested
    class OneTest {
        @RegisterExtension
        static final RegistryExtension REGISTRY = registryIn("one_test");

        @Test
        void hasItsOwnImage(RunningRegistry registry) throws Exception {
            registry.push("library/hello:1", BuiltImage.of(Map.of("etc/motd", "Hello\n")));

            assertThat(registry.pushed("library/hello:1").content()).hasSize(1);
            assertThat(rows("SELECT count(*) FROM one_test.tags")).isEqualTo(1);
        }
    }

    @Nested
    class OtherTest {
        @RegisterExtension
        static final RegistryExtension REGISTRY = registryIn("other_test");

        @Test
        void hasNoOther(RunningRegistry registry) throws Exception {
            registry.push("library/other:1", BuiltImage.of(Map.of("etc/motd", "Hello\n")));

            assertThat(rows("SELECT count(*) FROM other_test.repositories")).isEqualTo(1);
        }
    }

    private static long rows(String count) throws Exception {
        try (Connection connection = DATABASE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(count)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
