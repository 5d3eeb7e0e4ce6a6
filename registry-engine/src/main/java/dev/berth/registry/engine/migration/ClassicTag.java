package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a tag. The old registry writes the entry of the index and then the current link, whenever it sets a tag:
 * the newest entry is the target, and the current link is read only where times do not settle it. For one thread.
 */
final class ClassicTag {
    /** Object stores tell times in seconds. */
    private static final Duration RESOLUTION = Duration.ofSeconds(2);
    /** A current link that is newer by more than this was not written together with the newest entry. */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final Set<Digest> entries = new LinkedHashSet<>();

    private @Nullable StoredObject current;
    private @Nullable Digest newest;
    private boolean hasMd5;
    private Instant newestTime = Instant.MIN;
    private Instant secondTime = Instant.MIN;

    void current(StoredObject link) {
        current = link;
    }

    void entry(Digest digest, StoredObject link) {
        entries.add(digest);
        hasMd5 |= LinkContent.isIn(link, digest);
        Instant modified = link.modified();
        if (newest == null || modified.isAfter(newestTime)) {
            secondTime = newest == null ? secondTime : newestTime;
            newest = digest;
            newestTime = modified;
        } else if (modified.isAfter(secondTime)) {
            secondTime = modified;
        }
    }

    /** The manifests the tag named once, as far as they are known. */
    Set<Digest> entries() {
        return entries;
    }

    /** The current link, if there is one. */
    Optional<StoredObject> current() {
        return Optional.ofNullable(current);
    }

    /**
     * The target as the times tell it; empty when only the current link can: also where the store lists the MD5 of
     * links, since {@link LinkContent} is asked first.
     */
    Optional<Digest> target() {
        if (hasMd5
                || current == null
                || newest == null
                || current.size() != ClassicLayout.linkLength(newest.algorithm())) {
            return Optional.empty();
        }
        Instant set = current.modified();
        boolean alone =
                secondTime.equals(Instant.MIN) || secondTime.plus(RESOLUTION).isBefore(newestTime);
        boolean together =
                !newestTime.isAfter(set) && !newestTime.plus(TOGETHER).isBefore(set);
        return alone && together ? Optional.of(newest) : Optional.empty();
    }
}
