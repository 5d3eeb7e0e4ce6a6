package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import java.util.Map;

/**
 * The blobs of a repository that were found when it was linked to them; others are not known.
 *
 * @param made the number of links created
 * @param sizes the lengths of the linked blobs, in bytes
 * @param payloads the payloads
 */
public record LinkedContent(int made, Map<Digest, Long> sizes, Map<Digest, AuditedBlob> payloads) {

    /** Copies the maps. */
    public LinkedContent {
        sizes = Map.copyOf(sizes);
        payloads = Map.copyOf(payloads);
    }
}
