package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is relied on of the driver and the server when several statements are sent at once. */
class PipelineIT {
    private TestDatabase database;
    private Jdbi jdbi;

    @BeforeEach
    void makeTable() throws Exception {
        database = TestDatabase.empty();
        database.execute("CREATE TABLE things (id bigint PRIMARY KEY, name text)");
        database.execute("INSERT INTO things VALUES (1, 'one')");
        jdbi = Jdbi.create(database.pool());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void isOneTransaction() throws Exception {
        Sql pipeline = Sql.of("""
                INSERT INTO things VALUES (:id, txid_current()::text);
                SELECT (SELECT name FROM things WHERE id = :id) = txid_current()::text
                """);
        try (Handle handle = jdbi.open()) {
            for (long id = 10; id < 20; id++) {
                assertThat((boolean) pipeline.on(handle).bind("id", id).one(row -> row.getBoolean(1)))
                        .isTrue();
            }
        }
    }

    @Test
    void isUndoneWhole() throws Exception {
        Sql pipeline = Sql.of("INSERT INTO things VALUES (:id, 'two'); INSERT INTO things VALUES (1, 'again')");
        try (Handle handle = jdbi.open()) {
            assertThatThrownBy(() -> pipeline.on(handle).bind("id", 2).update()).hasMessageContaining("duplicate key");
        }
        assertThat(database.query("SELECT id FROM things")).containsExactly("1");
    }

    @Test
    void theNextStatementSeesWhatWasCommittedWhileTheFirstWaited() throws Exception {
        Sql pipeline = Sql.of("SELECT name FROM things WHERE id = :id FOR UPDATE; SELECT count(*) FROM things");
        try (OtherSession other = OtherSession.begin(database);
                Handle handle = jdbi.open()) {
            other.execute("UPDATE things SET name = 'uno'");
            Future<Long> counting =
                    other.blocks(() -> pipeline.on(handle).bind("id", 1).one(row -> row.getLong(1)));
            other.execute("INSERT INTO things VALUES (2, 'two')");
            other.commit();

            assertThat(counting.get()).isEqualTo(2);
        }
    }
}
