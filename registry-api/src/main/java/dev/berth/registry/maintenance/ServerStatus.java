package dev.berth.registry.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of a server.
 *
 * @param java the version of the Java runtime
 * @param metadata a description of the place of the metadata
 * @param storage a description of the storage
 * @param schema empty when the metadata are in memory
 * @param pool empty when the metadata are in memory
 * @param statements figures of its statements since its start, the greatest sum of durations first
 * @param settings all settings by name
 */
public record ServerStatus(
        String version,
        String java,
        Instant started,
        String metadata,
        String storage,
        Optional<Schema> schema,
        Optional<Pool> pool,
        List<Statement> statements,
        List<Setting> settings) {

    /** Copies the lists. */
    public ServerStatus {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(pool, "pool");
        statements = List.copyOf(statements);
        settings = List.copyOf(settings);
    }

    /**
     * The schema of the database.
     *
     * @param version the last change that was applied; empty when the database does not answer
     * @param pending true when a change is pending that this version needs
     * @param pendingAfterDeployment true when a change is pending that waits until no older version runs
     * @param failure the reason for which the database did not answer
     */
    public record Schema(
            Optional<String> version, boolean pending, boolean pendingAfterDeployment, Optional<String> failure) {

        /** Refuses null. */
        public Schema {
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * The connections to the database.
     *
     * @param active number of connections in use
     * @param idle number of idle connections
     * @param waiting number of callers that wait for a connection
     * @param most largest number of connections
     */
    public record Pool(int active, int idle, int waiting, int most) {}

    /**
     * The runs of a statement, or of the statements of one operation.
     *
     * @param name one of a fixed set of names
     * @param failed number of the runs that failed
     * @param total the sum of their durations
     */
    public record Statement(String name, long runs, long failed, Duration total, Duration longest) {

        /** Refuses null. */
        public Statement {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(total, "total");
            Objects.requireNonNull(longest, "longest");
        }
    }

    /**
     * The effective value of a setting.
     *
     * @param value its text; of a secret only whether it is set
     * @param origin file and line, environment variable or {@code default}
     */
    public record Setting(String name, String value, String origin) {

        /** Refuses null. */
        public Setting {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(origin, "origin");
        }
    }
}
