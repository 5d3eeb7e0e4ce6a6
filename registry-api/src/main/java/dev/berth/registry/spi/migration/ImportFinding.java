package dev.berth.registry.spi.migration;

import java.util.Objects;

/**
 * A finding of an import.
 *
 * @param reason the name of the reason
 * @param repository empty when no repository is concerned
 * @param item a tag, a digest or a path
 * @param detail an explanation for the operator
 */
public record ImportFinding(String reason, String repository, String item, String detail) {

    /** Refuses null. */
    public ImportFinding {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(detail, "detail");
    }
}
