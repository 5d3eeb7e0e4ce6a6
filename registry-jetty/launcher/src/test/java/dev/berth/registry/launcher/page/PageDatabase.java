package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.TestCache;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server and the configuration of a registry that uses it. */
record PageDatabase(EmbeddedPostgres postgres, Path folder) implements AutoCloseable {
    static final String PASSWORD = "a-secret-password";

    private static final long LONGEST_WAIT_SECONDS = 60;

    static PageDatabase start(Path folder) throws IOException {
        return start(folder, "");
    }

    /**
     * Starts one.
     *
     * @param more further members of the section {@code storage}, each followed by a comma
     */
    static PageDatabase start(Path folder, String more) throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(TestCache.folder("postgresql").toFile())
                .start();
        PageDatabase database = new PageDatabase(postgres, folder);
        Files.writeString(database.file(), """
            http: {addr: '127.0.0.1:0', health: true}
            storage: {%sfilesystem: {rootdirectory: '%s'}}
            database: {host: 127.0.0.1, port: %d, user: postgres, password: '%s', dbname: postgres, sslmode: disable}
            """.formatted(more, folder.resolve("blobs"), postgres.getPort(), PASSWORD));
        database.run(0, "database", "migrate", "up");
        return database;
    }

    private Path file() {
        return folder.resolve("registry.yml");
    }

    /** Runs a command with the configuration, and claims how it ends. */
    void run(int code, String... command) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add(file().toString());
        assertThat(Launcher.run(writer, writer, arguments.toArray(String[]::new)))
                .as(out.toString())
                .isEqualTo(code);
    }

    RunningServer serve() throws Exception {
        return Assembly.start(ConfigurationReader.read(file(), Map.of()), folder.resolve("data"));
    }

    /** Serves in a process of its own. */
    PageProcess launch() throws IOException {
        return PageProcess.start(file(), folder);
    }

    /** The CPU time of the processes of the database that run, until now. */
    Duration cpu() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            ProcessHandle server = ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            return server.children()
                    .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    void execute(List<String> statements) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Waits until a condition of the content holds. */
    void await(String condition) throws SQLException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        while (!holds(condition)) {
            assertThat(System.nanoTime()).as(condition).isLessThan(end);
            Thread.sleep(200);
        }
    }

    private boolean holds(String condition) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + condition)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
