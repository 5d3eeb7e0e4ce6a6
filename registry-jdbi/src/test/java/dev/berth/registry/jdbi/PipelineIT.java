package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.jdbi.sql.Sql;
import java.sql.Connection;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The required behaviour of driver and server with several statements in one message. */
class PipelineIT {
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws Exception {
        database = TestDatabase.empty();
        database.execute("CREATE SCHEMA registry");
        database.execute("CREATE TABLE things (id bigint PRIMARY KEY, name text)");
        database.execute("INSERT INTO things VALUES (1, 'one')");
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
        try (Connection connection = database.pool().getConnection()) {
            for (long id = 10; id < 20; id++) {
                assertThat((boolean) pipeline.on(connection).bind("id", id).one(row -> row.getBoolean(1)))
                        .isTrue();
            }
        }
    }

    @Test
    void isUndoneWhole() throws Exception {
        Sql pipeline = Sql.of("INSERT INTO things VALUES (:id, 'two'); INSERT INTO things VALUES (1, 'again')");
        try (Connection connection = database.pool().getConnection()) {
            assertThatThrownBy(() -> pipeline.on(connection).bind("id", 2).update())
                    .hasMessageContaining("duplicate key");
        }
        assertThat(database.query("SELECT id FROM things")).containsExactly("1");
    }

    @Test
    void theNextStatementSeesWhatWasCommittedWhileTheFirstWaited() throws Exception {
        Sql pipeline = Sql.of("SELECT name FROM things WHERE id = :id FOR UPDATE; SELECT count(*) FROM things");
        try (OtherSession other = OtherSession.begin(database);
                Connection connection = database.pool().getConnection()) {
            other.execute("UPDATE things SET name = 'uno'");
            Future<Long> counting =
                    other.blocks(() -> pipeline.on(connection).bind("id", 1).one(row -> row.getLong(1)));
            other.execute("INSERT INTO things VALUES (2, 'two')");
            other.commit();

            assertThat(counting.get()).isEqualTo(2);
        }
    }
}
