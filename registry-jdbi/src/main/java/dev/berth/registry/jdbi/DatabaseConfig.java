package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.sql.SchemaName;
import dev.berth.registry.model.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The connection settings of a PostgreSQL database and the size of the pool. {@code toString} shows no password. */
public final class DatabaseConfig {
    private final Builder given;

    /** The encryption of a connection and the verification of the server (libpq, "SSL Mode Descriptions"). */
    public enum SslMode {
        DISABLE,
        ALLOW,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL
    }

    private DatabaseConfig(Builder given) {
        this.given = given;
    }

    /** Begins with the defaults, which each setter names. */
    public static Builder builder() {
        return new Builder();
    }

    /** Host name or address, or several with commas between them, as they were given. */
    public String host() {
        return given.host;
    }

    /** Host and port of each server. */
    public List<String> servers() {
        return addresses().stream().map(ServerAddress::toString).toList();
    }

    private List<ServerAddress> addresses() {
        return ServerAddress.parse(host(), port()).orElseThrow();
    }

    /** TCP port of the servers that are given without one. */
    public int port() {
        return given.port;
    }

    /** Name of the database. */
    public String database() {
        return given.database;
    }

    /** The schema of the tables; empty for the one that the server chooses, which is usually {@code public}. */
    public Optional<String> schema() {
        return given.schema;
    }

    /** Name of the role to connect as. */
    public String user() {
        return given.user;
    }

    /** Its password, if it needs one. */
    public Optional<String> password() {
        return given.password;
    }

    /** The encryption of the connection. */
    public SslMode sslMode() {
        return given.sslMode;
    }

    /** Certificates of the authorities the server's certificate may come from, PEM. */
    public Optional<Path> sslRootCertificate() {
        return given.sslRootCertificate;
    }

    /** The client's certificate, PEM. */
    public Optional<Path> sslCertificate() {
        return given.sslCertificate;
    }

    /** The client's key, PKCS-8 DER. */
    public Optional<Path> sslKey() {
        return given.sslKey;
    }

    /** True when statements are prepared on the server. */
    public boolean preparedStatements() {
        return given.preparedStatements;
    }

    /** True when connections name the request that uses them. */
    public boolean requestIds() {
        return given.requestIds;
    }

    /** The greatest number of connections. */
    public int poolSize() {
        return given.poolSize;
    }

    /** The number of connections kept when idle. */
    public int idleSize() {
        return given.idleSize;
    }

    /** The longest lifetime of a connection. */
    public Duration longestLife() {
        return given.longestLife;
    }

    /** The connect timeout. */
    public Duration connectTimeout() {
        return given.connectTimeout;
    }

    /** The longest wait for a free connection. */
    public Duration acquireTimeout() {
        return given.acquireTimeout;
    }

    /** The statement timeout. */
    public Duration statementTimeout() {
        return given.statementTimeout;
    }

    /** True when connections lead to a primary only, which accepts writes; with several servers, they always do. */
    public boolean requiresPrimary() {
        return given.primary || servers().size() > 1;
    }

    /** The same, which refuses a server that accepts no writes, as a standby, with an explanation. */
    public DatabaseConfig onPrimary() {
        Builder primary = new Builder(given);
        primary.primary = true;
        return primary.build();
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "DatabaseConfig[" + user() + "@" + String.join(",", servers()) + "/" + database() + ", sslMode="
                + sslMode() + ", poolSize=" + poolSize() + "]";
    }

    /** Builds the configuration. Not safe for use by several threads. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 5432;
        private String database = "registry";
        private Optional<String> schema = Optional.empty();
        private String user = "registry";
        private Optional<String> password = Optional.empty();
        private SslMode sslMode = SslMode.PREFER;
        private Optional<Path> sslRootCertificate = Optional.empty();
        private Optional<Path> sslCertificate = Optional.empty();
        private Optional<Path> sslKey = Optional.empty();
        private boolean preparedStatements = true;
        private boolean requestIds;
        private boolean primary;
        private int poolSize = 16;
        private int idleSize = 4;
        private Duration longestLife = Duration.ofMinutes(30);
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration acquireTimeout = Duration.ofSeconds(15);
        private Duration statementTimeout = Duration.ofSeconds(30);

        private Builder() {}

        private Builder(Builder other) {
            host = other.host;
            port = other.port;
            database = other.database;
            schema = other.schema;
            user = other.user;
            password = other.password;
            sslMode = other.sslMode;
            sslRootCertificate = other.sslRootCertificate;
            sslCertificate = other.sslCertificate;
            sslKey = other.sslKey;
            preparedStatements = other.preparedStatements;
            requestIds = other.requestIds;
            primary = other.primary;
            poolSize = other.poolSize;
            idleSize = other.idleSize;
            longestLife = other.longestLife;
            connectTimeout = other.connectTimeout;
            acquireTimeout = other.acquireTimeout;
            statementTimeout = other.statementTimeout;
        }

        /**
         * Host name or address; {@code 127.0.0.1} by default. Several with commas between them, each with its port if
         * it is another one ({@code a,b:5433,[::1]:5432}), are the servers of one database: connections lead to the one
         * that is the primary (docs/decisions/0171).
         */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /** TCP port; 5432 by default. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Name of the database; {@code registry} by default. */
        public Builder database(String database) {
            this.database = database;
            return this;
        }

        /**
         * The schema of the tables, of lower-case letters, digits and underscores; that of the server by default.
         * {@link Migrations} makes it if it is not there.
         */
        public Builder schema(String schema) {
            this.schema = Optional.of(schema);
            return this;
        }

        /** Name of the role to connect as; {@code registry} by default. */
        public Builder user(String user) {
            this.user = user;
            return this;
        }

        /** The role's password; none by default. */
        public Builder password(String password) {
            this.password = Optional.of(password);
            return this;
        }

        /** Sets the encryption of the connection; PREFER by default. */
        public Builder sslMode(SslMode sslMode) {
            this.sslMode = sslMode;
            return this;
        }

        /** Trusted certificate authorities, PEM; libpq's default file by default. */
        public Builder sslRootCertificate(Path file) {
            this.sslRootCertificate = Optional.of(file);
            return this;
        }

        /** The client's certificate, PEM, and its key, PKCS-8 DER; none by default. */
        public Builder sslCertificate(Path certificate, Path key) {
            this.sslCertificate = Optional.of(certificate);
            this.sslKey = Optional.of(key);
            return this;
        }

        /**
         * Sets whether statements are prepared on the server, which some connection poolers do not support; true by
         * default.
         */
        public Builder preparedStatements(boolean preparedStatements) {
            this.preparedStatements = preparedStatements;
            return this;
        }

        /**
         * The largest number of connections, 16 by default, and the number of idle connections kept open, 4 by default.
         */
        public Builder pool(int size, int idle) {
            this.poolSize = size;
            this.idleSize = idle;
            return this;
        }

        /**
         * True to name the request in {@code application_name} while it uses a connection, by the id in the diagnostic
         * context of its thread ({@link dev.berth.registry.event.Origin#REQUEST_ID}); false by default, for it costs a
         * statement more.
         */
        public Builder requestIds(boolean requestIds) {
            this.requestIds = requestIds;
            return this;
        }

        /** Sets the longest lifetime of a connection; 30 minutes by default. */
        public Builder longestLife(Duration longestLife) {
            this.longestLife = longestLife;
            return this;
        }

        /** Sets the connect timeout; 5 seconds by default. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        /** Sets the longest wait for a free connection; 15 seconds by default. */
        public Builder acquireTimeout(Duration acquireTimeout) {
            this.acquireTimeout = acquireTimeout;
            return this;
        }

        /** Sets the statement timeout; 30 seconds by default. */
        public Builder statementTimeout(Duration statementTimeout) {
            this.statementTimeout = statementTimeout;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException naming everything that is wrong with it
         */
        public DatabaseConfig build() {
            problems().refuse("database: ");
            return new DatabaseConfig(new Builder(this));
        }

        private Problems problems() {
            Problems problems = new Problems()
                    .require(!host.isBlank(), "host is empty")
                    .require(
                            host.isBlank() || ServerAddress.parse(host, 5432).isPresent(),
                            "host is no list of names or addresses, each with or without a port: " + host)
                    .require(port > 0 && port < 65536, "port is not 1 to 65535: " + port)
                    .require(!database.isBlank(), "database is empty")
                    .require(
                            schema.filter(name -> !SchemaName.isPlain(name)).isEmpty(),
                            "no plain schema name: " + schema)
                    .require(!user.isBlank(), "user is empty")
                    .require(poolSize > 0, "pool size is not positive: " + poolSize)
                    .require(idleSize >= 0 && idleSize <= poolSize, "idle size is not 0 to the pool size: " + idleSize);
            require(longestLife, "longest life", Duration.ofSeconds(30), problems);
            require(connectTimeout, "connect timeout", Duration.ofSeconds(1), problems);
            require(acquireTimeout, "acquire timeout", Duration.ofMillis(250), problems);
            require(statementTimeout, "statement timeout", Duration.ofMillis(1), problems);
            return problems;
        }

        private static void require(Duration value, String name, Duration least, Problems problems) {
            problems.require(value.compareTo(least) >= 0, name + " is less than " + least.toMillis() + " ms");
        }
    }
}
