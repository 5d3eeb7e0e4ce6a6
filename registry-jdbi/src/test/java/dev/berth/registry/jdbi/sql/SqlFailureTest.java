package dev.berth.registry.jdbi.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.spi.StoreException.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, UNKNOWN_OUTCOME, TRANSIENT", // connection failure
        "57P01, UNKNOWN_OUTCOME, TRANSIENT", // admin shutdown
        "57P03, TRANSIENT, TRANSIENT", // cannot connect now
        "08001, TRANSIENT, TRANSIENT", // cannot establish a connection
        "40001, TRANSIENT, TRANSIENT", // serialization failure
        "53100, TRANSIENT, TRANSIENT", // disk full
        "53300, TRANSIENT, TRANSIENT", // too many connections
        "57014, TRANSIENT, TRANSIENT", // statement timeout
        "58030, TRANSIENT, TRANSIENT", // a file cannot be written
        "25006, TRANSIENT, TRANSIENT", // read-only server
        "55006, RENAMED, PERMANENT", // object in use
        "23505, PERMANENT, PERMANENT", // unique violation
        "42P01, PERMANENT, PERMANENT", // no such table
        "XX001, PERMANENT, PERMANENT" // data corrupted
    })
    void tellsWhatIsKnown(String state, Kind whenWriting, Kind whenReading) {
        SQLException failure = new SQLException("failed", state);

        assertThat(SqlFailure.whenWriting("put", failure).kind()).isEqualTo(whenWriting);
        assertThat(SqlFailure.whenReading("find", failure).kind()).isEqualTo(whenReading);
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "28000", "3D000"})
    void aWrongPasswordOrNameMayBePutRightAtTheServer(String state) {
        assertThat(SqlFailure.whenConnecting("find", new SQLException("no", state))
                        .kind())
                .isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void anExhaustedPoolOfAHostMayMend() {
        ConnectionException failure = new ConnectionException(new SQLTransientConnectionException("no connection"));

        assertThat(SqlFailure.whenConnecting("find", failure))
                .hasMessage("no database connection to find: no connection")
                .satisfies(answer -> assertThat(answer.kind()).isEqualTo(Kind.TRANSIENT));
    }

    @ParameterizedTest
    @CsvSource({"28P01, LOGIN", "3D000, NO_DATABASE", "08001, TIMEOUT", "57P03, OTHER", "53300, OTHER"})
    void tellsWhyThereIsNoConnection(String state, Outage outage) {
        assertThat(SqlFailure.outage(new SQLException("no", state))).isEqualTo(outage);
    }

    @Test
    void tellsARefusalFromSilence() {
        assertThat(SqlFailure.outage(new SQLException("no", "08001", new ConnectException("refused"))))
                .isEqualTo(Outage.REFUSED);
        assertThat(SqlFailure.outage(new SQLException("no", "08006", new SocketTimeoutException("silent"))))
                .isEqualTo(Outage.TIMEOUT);
    }

    @Test
    void conflictsAreFoundInCauses() {
        assertThat(SqlFailure.isConflict(new IllegalStateException(new SQLException("deadlock", "40P01"))))
                .isTrue();
        assertThat(SqlFailure.isConflict(new SQLException("unique", "23505"))).isFalse();
    }
}
