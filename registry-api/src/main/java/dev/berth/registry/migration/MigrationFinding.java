package dev.berth.registry.migration;

import java.util.Objects;

/**
 * A finding of an import.
 *
 * @param repository as the old registry calls it; empty where none is concerned
 * @param item a tag, a digest or a path
 * @param detail for a person
 */
public record MigrationFinding(MigrationReason reason, String repository, String item, String detail) {

    /** Refuses null. */
    public MigrationFinding {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(detail, "detail");
    }
}
