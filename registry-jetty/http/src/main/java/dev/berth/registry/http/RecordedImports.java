package dev.berth.registry.http;

import dev.berth.registry.migration.Migration;
import java.util.Objects;

/**
 * The imports of another registry, as the statistics for GitLab list them.
 *
 * @param storageDriver the kind of blob storage: filesystem, s3 or gcs, for example
 */
public record RecordedImports(Migration migration, String storageDriver) {
    /** Refuses null. */
    public RecordedImports {
        Objects.requireNonNull(migration, "migration");
        Objects.requireNonNull(storageDriver, "storageDriver");
    }
}
