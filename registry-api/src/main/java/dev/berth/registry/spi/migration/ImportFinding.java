package dev.berth.registry.spi.migration;

import java.util.Objects;

/**
 * Something an import came upon.
 *
 * @param reason the name of the reason
 * @param repository empty where none is concerned
 * @param item a tag, a digest or a path
 * @param detail for a person
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
