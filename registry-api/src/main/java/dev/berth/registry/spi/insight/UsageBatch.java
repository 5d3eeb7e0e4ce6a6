package dev.berth.registry.spi.insight;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The counts of a node since its last batch.
 *
 * @param node the process that counted
 * @param number greater than that of its batch before
 * @param counts each item of a repository at most once for a day
 */
public record UsageBatch(UUID node, long number, List<Count> counts) {

    /** Copies the counts. */
    public UsageBatch {
        Objects.requireNonNull(node, "node");
        counts = List.copyOf(counts);
    }

    /**
     * The usage of an item on a day: the pulls and confirmations of any item, the pushes of a repository. The store
     * counts the pushes of tags and manifests when it stores them.
     *
     * @param day in UTC
     */
    public record Count(RepositoryName repository, UsageItem item, LocalDate day, Usage usage) {

        /** Refuses null, and pushes of a tag or manifest. */
        public Count {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(usage, "usage");
            if (usage.pushes() > 0 && !(item instanceof UsageItem.OfRepository)) {
                throw new IllegalArgumentException("pushes of " + item + " are counted by the store");
            }
        }
    }
}
