package dev.berth.registry.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.jdbi.sql.SqlFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Makes the connection pool. */
final class Pool {
    /** Statements a connection keeps prepared: those of one partition, for each of as many partitions as there may be. */
    private static final int STATEMENTS = 32 * Partitions.MAX;

    /** How much longer than a statement may run we wait for word of it, in seconds. */
    private static final int SOCKET_GRACE = 5;

    private Pool() {}

    /** Connects to nothing yet. */
    static HikariDataSource open(DatabaseConfig config) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("registry-database");
        pool.setDriverClassName("org.postgresql.Driver");
        pool.setJdbcUrl("jdbc:postgresql://" + bracketed(config.host()) + ":" + config.port() + "/");
        pool.setDataSourceProperties(properties(config));
        pool.setUsername(config.user());
        config.password().ifPresent(pool::setPassword);
        pool.setMaximumPoolSize(config.poolSize());
        pool.setMinimumIdle(config.idleSize());
        pool.setMaxLifetime(config.longestLife().toMillis());
        pool.setConnectionTimeout(config.acquireTimeout().toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.setExceptionOverride(new LeavingReadOnlyServers());
        return new HikariDataSource(pool);
    }

    private static Properties properties(DatabaseConfig config) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "PGDBNAME", config.database(),
                "ApplicationName", "registry",
                "prepareThreshold", config.preparedStatements() ? "1" : "0",
                "preparedStatementCacheQueries", Integer.toString(STATEMENTS),
                "preparedStatementCacheSizeMiB", "32",
                "tcpKeepAlive", "true",
                "connectTimeout", seconds(config.connectTimeout()),
                "socketTimeout", Long.toString(config.statementTimeout().toSeconds() + SOCKET_GRACE),
                "options", sessionOptions(config),
                "sslmode", config.sslMode().name().toLowerCase(Locale.ROOT).replace('_', '-')));
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
    private static String sessionOptions(DatabaseConfig config) {
        return "-c statement_timeout=" + config.statementTimeout().toMillis()
                + " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off -c jit=off";
    }

    private static void put(Properties properties, String name, Optional<Path> file) {
        file.ifPresent(path -> properties.put(name, path.toString()));
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** After a failover a connection may lead to a server that takes no writes any more; the next one may not. */
    private static final class LeavingReadOnlyServers implements SQLExceptionOverride {

        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return SqlFailure.isReadOnlyServer(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }
}
