package dev.berth.registry.launcher.assembly;

import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.postgres.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The mapping from the configuration to the database. */
public final class DatabaseMapping {
    private static final Duration LONG_WORK = Duration.ofHours(24);

    private final Configuration configuration;

    public DatabaseMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    /** True when the configuration names a server, so that no embedded one is needed. */
    public boolean isConfigured() {
        return configuration.get(Keys.DATABASE_ENABLED).orElse(configuration.isGiven(Keys.DATABASE_HOST));
    }

    /** The server the configuration names. */
    public DatabaseConfig configured() throws IOException {
        DatabaseConfig.Builder database = pooled();
        configuration
                .get(Keys.DATABASE_REPLICAS_HOST)
                .ifPresent(hosts -> database.replicas(hosts, configuration.get(Keys.DATABASE_REPLICAS_MAXLAG)));
        return configured(database);
    }

    /** The configured server, for long work: few connections, and statements may take their time. */
    DatabaseConfig forLongWork() throws IOException {
        return configured(patient());
    }

    private DatabaseConfig configured(DatabaseConfig.Builder database) throws IOException {
        database.host(configuration.get(Keys.DATABASE_HOST))
                .port(configuration.get(Keys.DATABASE_PORT))
                .database(configuration.get(Keys.DATABASE_DBNAME))
                .user(configuration.get(Keys.DATABASE_USER))
                .sslMode(DatabaseConfig.SslMode.valueOf(
                        configuration.get(Keys.DATABASE_SSLMODE).name()));
        configuration.get(Keys.DATABASE_SCHEMA).ifPresent(database::schema);
        password().ifPresent(database::password);
        configuration.get(Keys.DATABASE_SSLROOTCERT).ifPresent(database::sslRootCertificate);
        Optional<Path> key = configuration.get(Keys.DATABASE_SSLKEY);
        configuration
                .get(Keys.DATABASE_SSLCERT)
                .ifPresent(certificate -> database.sslCertificate(certificate, key.orElse(certificate)));
        return database.build();
    }

    /** An embedded server. */
    DatabaseConfig of(PostgresAddress server) {
        return of(server, pooled());
    }

    /** An embedded server, for long work. */
    DatabaseConfig forLongWork(PostgresAddress server) {
        return of(server, patient());
    }

    private static DatabaseConfig of(PostgresAddress server, DatabaseConfig.Builder database) {
        return database.host("127.0.0.1")
                .port(server.port())
                .database(server.database())
                .user(server.user())
                .password(server.password())
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .build();
    }

    /** Most commands use two connections; an import has one for each of its threads, by default, and two more. */
    private DatabaseConfig.Builder patient() {
        return pooled().pool(18, 0).statementTimeout(LONG_WORK);
    }

    private DatabaseConfig.Builder pooled() {
        int most = configuration.get(Keys.DATABASE_POOL_MAXOPEN);
        return DatabaseConfig.builder()
                .pool(most, Math.min(most, configuration.get(Keys.DATABASE_POOL_MAXIDLE)))
                .longestLife(configuration.get(Keys.DATABASE_POOL_MAXLIFETIME))
                .acquireTimeout(configuration.get(Keys.DATABASE_POOL_WAIT))
                .connectTimeout(configuration.get(Keys.DATABASE_CONNECTTIMEOUT))
                .statementTimeout(configuration.get(Keys.DATABASE_STATEMENTTIMEOUT))
                .requestIds(configuration.get(Keys.DATABASE_REQUESTIDS))
                .preparedStatements(configuration.get(Keys.DATABASE_PREPAREDSTATEMENTS));
    }

    private Optional<String> password() throws IOException {
        Optional<Path> file = configuration.get(Keys.DATABASE_PASSWORDFILE);
        if (file.isEmpty()) {
            return configuration.get(Keys.DATABASE_PASSWORD);
        }
        try {
            return Optional.of(Files.readString(file.get()).strip());
        } catch (IOException e) {
            throw new IOException("cannot read database.passwordfile " + file.get(), e);
        }
    }
}
