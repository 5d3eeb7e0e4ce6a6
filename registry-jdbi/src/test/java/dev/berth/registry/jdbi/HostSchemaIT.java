package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.jdbi.Migrations.Options;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host whose tables have the names of the registry's. */
class HostSchemaIT {
    private static final String PATH = "\"$user\", app, public";

    private TestDatabase database;

    @BeforeEach
    void makeTablesOfTheHost() throws Exception {
        database = TestDatabase.empty("search_path = " + PATH);
        database.execute("CREATE SCHEMA app");
        database.execute("CREATE TABLE app.tags (label text)");
        database.execute("CREATE TABLE events (happened text)");
        database.execute("CREATE TABLE settings (name text)");
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void keepsItsTablesApart() throws Exception {
        Migrations.over(database.pool()).up(Options.DEFAULT);
        JdbiMetadataStore store = JdbiMetadataStore.over(database.pool(), Clock.systemUTC());

        assertThat(store.tags().list(new RepositoryName("a"), PageRequest.first(10)))
                .isEmpty();
        assertThat(store.repositories().list(PageRequest.first(10)).items()).isEmpty();

        assertThat(database.query("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
                        + " AND relnamespace IN ('app'::regnamespace, 'public'::regnamespace) ORDER BY 1"))
                .containsExactly("events", "settings", "tags");
        assertThat(database.query("SELECT count(*) FROM registry.tags")).containsExactly("0");
    }

    @Test
    void connectionsGoBackAsTheyCame() throws Exception {
        Migrations.over(database.pool()).up(Options.DEFAULT);
        JdbiMetadataStore store = JdbiMetadataStore.over(database.pool(), Clock.systemUTC());

        store.repositories().list(PageRequest.first(10));

        assertThat(database.query("SHOW search_path")).containsExactly(PATH);
        assertThat(database.query("SELECT label FROM tags")).isEmpty();
    }

    @Test
    void takesAnotherSchema() throws Exception {
        Migrations.over(database.pool(), "images").up(Options.DEFAULT);
        JdbiMetadataStore store =
                JdbiMetadataStore.over(database.pool(), Clock.systemUTC(), QueryListener.NONE, "images");

        assertThat(store.repositories().list(PageRequest.first(10)).items()).isEmpty();

        assertThat(database.query("SELECT count(*) FROM images.repositories")).containsExactly("0");
        assertThatIllegalArgumentException().isThrownBy(() -> Migrations.over(database.pool(), "a; DROP TABLE b"));
    }

    @Test
    void aPoolOfItsOwnTakesASchemaToo() throws Exception {
        DatabaseConfig config = DatabaseConfig.builder()
                .host(database.config().host())
                .port(database.config().port())
                .database(database.config().database())
                .user("postgres")
                .password("postgres")
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .schema("images")
                .build();
        Migrations.open(config).up(Options.DEFAULT);
        try (JdbiMetadataStore store = JdbiMetadataStore.open(config, Clock.systemUTC())) {
            assertThat(store.repositories().list(PageRequest.first(10)).items()).isEmpty();
        }
        assertThat(database.query("SELECT count(*) FROM images.repositories")).containsExactly("0");
    }
}
