package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.sql.Connections;
import dev.berth.registry.jdbi.sql.NoConnection;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.SqlFailure;
import dev.berth.registry.model.Deadline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Connects to the database, within the connect timeout and the deadline. Safe for use by any number of threads. */
final class Connector implements Connections {
    /** Statements a connection keeps prepared: those of one partition, for each of as many partitions as there may be. */
    private static final int STATEMENTS = 32 * Partitions.MAX;

    /** How much longer than a statement may run its answer is waited for. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DatabaseConfig config;
    private final String url;
    private final Properties properties;

    /** Connects to nothing yet. */
    Connector(DatabaseConfig config) {
        this.config = config;
        this.url = "jdbc:postgresql://" + bracketed(config.host()) + ":" + config.port() + "/";
        this.properties = properties(config);
    }

    @Override
    public Connection take() throws NoConnection {
        Duration most = Deadline.current().atMost(config.connectTimeout());
        if (most.isZero()) {
            throw new NoConnection(Outage.TIMEOUT, "no time was left to connect to " + address(), null);
        }
        String seconds = Long.toString(Math.max(1, most.plusMillis(999).toSeconds()));
        Properties limited = new Properties();
        limited.putAll(properties);
        limited.put("connectTimeout", seconds);
        limited.put("loginTimeout", seconds);
        limited.put("socketTimeout", seconds);
        return opened(limited);
    }

    private Connection opened(Properties limited) throws NoConnection {
        try {
            Connection connection = DriverManager.getConnection(url, limited);
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

    /** How long the answer of a statement is waited for, in milliseconds. */
    int socketTimeout() {
        return (int) Math.min(
                Integer.MAX_VALUE, config.statementTimeout().plus(GRACE).toMillis());
    }

    private String words(Outage outage, SQLException failure) {
        return switch (outage) {
            case REFUSED -> address() + " cannot be connected to: " + SqlFailure.reason(failure);
            case TIMEOUT ->
                address() + " does not answer within " + config.connectTimeout().toMillis() + " ms";
            case LOGIN -> address() + " refuses user " + config.user() + ": " + SqlFailure.reason(failure);
            case NO_DATABASE -> address() + " has no database " + config.database();
            case EXHAUSTED, OTHER -> address() + " does not let in: " + SqlFailure.reason(failure);
        };
    }

    private String address() {
        return "PostgreSQL at " + bracketed(config.host()) + ":" + config.port();
    }

    private static Properties properties(DatabaseConfig config) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "PGDBNAME", config.database(),
                "user", config.user(),
                "ApplicationName", "registry",
                "prepareThreshold", config.preparedStatements() ? "1" : "0",
                "preparedStatementCacheQueries", Integer.toString(STATEMENTS),
                "preparedStatementCacheSizeMiB", "32",
                "tcpKeepAlive", "true",
                "options", sessionOptions(config),
                "sslmode", config.sslMode().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        config.password().ifPresent(password -> properties.put("password", password));
        put(properties, "sslrootcert", config.sslRootCertificate());
        put(properties, "sslcert", config.sslCertificate());
        put(properties, "sslkey", config.sslKey());
        return properties;
    }

    /**
     * Every statement is a handful of lookups by key, whatever its parameters: planned once, never compiled. A plan made
     * while the tables are empty has to do when they have grown, so scans of whole tables are discouraged, and bitmaps,
     * with which PostgreSQL likes to read all of a repository where the key goes on ({@code PlansIT}).
     */
    static String sessionOptions(DatabaseConfig config) {
        return "-c statement_timeout=" + config.statementTimeout().toMillis()
                + " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off -c jit=off";
    }

    private static void put(Properties properties, String name, Optional<Path> file) {
        file.ifPresent(path -> properties.put(name, path.toString()));
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
