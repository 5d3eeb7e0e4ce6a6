package dev.berth.registry.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data folders that begin as copies of a prepared cluster. */
@FullBuild
class PreparedPostgresIT {
    private static final String VERSION = System.getProperty("berth.postgresql.version", "18.6.0");

    @TempDir
    static Path prepared;

    @TempDir
    Path data;

    @BeforeAll
    static void prepare(@TempDir Path first) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(first, VERSION)) {
            EmbeddedPostgresIT.execute(server, "CREATE TABLE kept (id int)");
            EmbeddedPostgresIT.execute(server, "INSERT INTO kept VALUES (7)");
            server.closeAsPrepared(prepared, VERSION);
        }
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> EmbeddedPostgres.start(first, VERSION).close());
    }

    @Test
    void aCopyHasTheTablesAndAPasswordOfItsOwn() throws Exception {
        String password;
        try (EmbeddedPostgres server = start(data)) {
            password = server.address().password();
            assertThat(EmbeddedPostgresIT.query(server, "SELECT id FROM kept")).isEqualTo("7");
            assertThat(EmbeddedPostgresIT.query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(EmbeddedPostgresIT.query(server, "SHOW data_checksums")).isEqualTo("on");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(
                            EmbeddedPostgresIT.url(server), server.address().user(), "guess"))
                    .matches(e -> e.getSQLState().equals("28P01"));
            EmbeddedPostgresIT.execute(server, "INSERT INTO kept VALUES (8)");
        }
        try (EmbeddedPostgres server = start(data)) {
            assertThat(server.address().password()).isEqualTo(password);
            assertThat(EmbeddedPostgresIT.query(server, "SELECT count(*) FROM kept"))
                    .isEqualTo("2");
        }
        assertThat(data.resolve("postgresql/programs")).doesNotExist();
        try (Stream<Path> files = Files.walk(data.resolve("postgresql/18"))) {
            assertThat(files.map(PreparedPostgresIT::permissions)).containsOnly("rw-------", "rwx------");
        }
    }

    @Test
    void aStartThatWasBrokenOffBeginsAgain() throws Exception {
        Path unfinished = Files.createDirectories(data.resolve("postgresql/initialising/base"));
        Files.writeString(unfinished.resolve("1"), "half");
        start(data).close();
        assertThat(data.resolve("postgresql/initialising")).doesNotExist();
    }

    @Test
    void preparedFilesHoldNoPassword() throws Exception {
        try (Stream<Path> files = Files.walk(prepared)) {
            List<Path> all = files.toList();
            assertThat(all).noneMatch(file -> file.getFileName().toString().equals("password"));
            assertThat(all).noneMatch(file -> file.getFileName().toString().equals("postmaster.pid"));
        }
    }

    private static EmbeddedPostgres start(Path data) throws Exception {
        return EmbeddedPostgres.start(data, VERSION, Optional.of(prepared));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
