package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.sql.Connections;
import dev.berth.registry.jdbi.sql.NoConnection;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.SessionNames;
import dev.berth.registry.jdbi.sql.SqlFailure;
import dev.berth.registry.model.Deadline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Connects to the database, within the connect timeout and the deadline. Safe for use by any number of threads. */
final class Connector implements Connections {
    /**
     * The number of prepared statements a connection keeps: those of one partition, for each of the largest number of
     * partitions.
     */
    private static final int STATEMENTS = 32 * Partitions.MAX;

    /** The wait for an answer beyond the time limit of its statement. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DatabaseConfig config;
    private final String url;
    private final Properties properties;

    /** Connects to nothing yet. */
    Connector(DatabaseConfig config) {
        this.config = config;
        this.url = "jdbc:postgresql://" + String.join(",", config.servers()) + "/";
        this.properties = properties(config);
    }

    @Override
    public Connection take() throws NoConnection {
        Duration most = Deadline.current().atMost(config.connectTimeout());
        if (most.isZero()) {
            throw new NoConnection(Outage.TIMEOUT, "the deadline passed before a connection to " + address(), null);
        }
        String seconds = Long.toString(Math.max(1, most.plusMillis(999).toSeconds()));
        Properties limited = new Properties();
        limited.putAll(properties);
        limited.put(
                "connectTimeout",
                Long.toString(
                        Math.max(1, Long.parseLong(seconds) / config.servers().size())));
        limited.put("loginTimeout", seconds);
        limited.put("socketTimeout", seconds);
        return opened(limited);
    }

    private Connection opened(Properties limited) throws NoConnection {
        try {
            Connection connection = PostgresDriver.connect(url, limited);
            connection.setNetworkTimeout(Runnable::run, socketTimeout());
            return connection;
        } catch (SQLException e) {
            Outage outage = SqlFailure.outage(e);
            throw new NoConnection(outage, words(outage, e), e);
        }
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        connection.close();
    }

    /** The longest wait for the answer of a statement, in milliseconds. */
    int socketTimeout() {
        return (int) Math.min(
                Integer.MAX_VALUE, config.statementTimeout().plus(GRACE).toMillis());
    }

    private String words(Outage outage, SQLException failure) {
        return switch (outage) {
            case REFUSED -> "cannot connect to " + address() + ": " + SqlFailure.reason(failure);
            case TIMEOUT ->
                address() + " does not answer within " + config.connectTimeout().toMillis() + " ms";
            case LOGIN -> address() + " refuses user " + config.user() + ": " + SqlFailure.reason(failure);
            case NO_DATABASE -> address() + " has no database " + config.database();
            case NO_PRIMARY ->
                config.servers().size() > 1
                        ? address() + ": none of them is a primary that answers"
                        : address() + " is a standby or read-only: this needs the primary";
            case EXHAUSTED, OTHER -> address() + " refuses the connection: " + SqlFailure.reason(failure);
        };
    }

    private String address() {
        return "PostgreSQL at " + String.join(", ", config.servers());
    }

    private static Properties properties(DatabaseConfig config) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "PGDBNAME", config.database(),
                "user", config.user(),
                "ApplicationName", SessionNames.PROGRAM,
                "prepareThreshold", config.preparedStatements() ? "1" : "0",
                "preparedStatementCacheQueries", Integer.toString(STATEMENTS),
                "preparedStatementCacheSizeMiB", "32",
                "tcpKeepAlive", "true",
                "options", sessionOptions(config),
                "sslmode", config.sslMode().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        if (config.requiresPrimary()) {
            requirePrimary(properties);
        }
        config.password().ifPresent(password -> properties.put("password", password));
        put(properties, "sslrootcert", config.sslRootCertificate());
        put(properties, "sslcert", config.sslCertificate());
        put(properties, "sslkey", config.sslKey());
        return properties;
    }

    /**
     * Every statement consists of a few lookups by key, for all parameters: planned once, never compiled. A plan made
     * with empty tables must still be good with large ones, so scans of whole tables are discouraged, and so are
     * bitmaps, by which PostgreSQL reads a whole repository where the key has further columns ({@code PlansIT}).
     */
    static String sessionOptions(DatabaseConfig config) {
        return "-c statement_timeout=" + config.statementTimeout().toMillis()
                + " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off -c jit=off"
                + config.schema().map(schema -> " -c search_path=" + schema).orElse("");
    }

    private static void put(Properties properties, String name, Optional<Path> file) {
        file.ifPresent(path -> properties.put(name, path.toString()));
    }

    /** The primary; what was found about one is forgotten soon, for it may be promoted. */
    private static void requirePrimary(Properties properties) {
        properties.put("targetServerType", "primary");
        properties.put("hostRecheckSeconds", "2");
    }
}
