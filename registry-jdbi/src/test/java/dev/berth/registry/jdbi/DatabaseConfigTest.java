package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {

    @Test
    void showsNoPassword() {
        DatabaseConfig config =
                DatabaseConfig.builder().host("db").password("s3cret").build();

        assertThat(config).asString().contains("registry@db:5432/registry").doesNotContain("s3cret");
        assertThat(config.password()).hasValue("s3cret");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        assertThatThrownBy(() -> DatabaseConfig.builder()
                        .host(" ")
                        .port(0)
                        .pool(2, 3)
                        .statementTimeout(Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host is empty")
                .hasMessageContaining("port is not 1 to 65535: 0")
                .hasMessageContaining("idle size")
                .hasMessageContaining("statement timeout");
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        DatabaseConfig.Builder builder = DatabaseConfig.builder().host("first");
        DatabaseConfig config = builder.build();

        builder.host("second");

        assertThat(config.host()).isEqualTo("first");
    }

    @Test
    void severalServersHaveTheirOwnPortsOrTheUsualOne() {
        assertThat(DatabaseConfig.builder()
                        .host("db1, db2:5433,[::1]:5434,fe80::1")
                        .port(6432)
                        .build()
                        .servers())
                .containsExactly("db1:6432", "db2:5433", "[::1]:5434", "[fe80::1]:6432");
    }

    @ParameterizedTest
    @ValueSource(strings = {"db1,", "db1:0", "db1:65536", "db1 db2", "jdbc://db1", "[server]:5432"})
    void refusesOtherListsOfServers(String host) {
        assertThatThrownBy(() -> DatabaseConfig.builder().host(host).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(host);
    }
}
