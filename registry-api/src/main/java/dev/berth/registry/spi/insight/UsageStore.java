package dev.berth.registry.spi.insight;

import dev.berth.registry.model.DayUsage;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryUsage;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pulls and pushes of repositories, tags and manifests. Pulls, and pushes of repositories, are added; pushes of tags
 * and manifests are counted by the store from the time they are stored until they are deleted.
 */
public interface UsageStore {

    /**
     * Adds the counts of a batch, unless this batch or a later one of its node was added before: a batch whose outcome
     * is unknown can be added again. Counts under a name that a rename gave up less than a minute
     * ago belong to the renamed repository. Counts of repositories that do not exist are dropped.
     *
     * @return true when it was added
     */
    boolean add(UsageBatch batch) throws StoreException;

    /** The first day of which there are counts, of any repository. */
    Optional<LocalDate> recordedSince() throws StoreException;

    /** Usage of items of a repository; those without any are absent. Empty when there is no such repository. */
    Optional<Map<UsageItem, Usage>> find(RepositoryName repository, Collection<UsageItem> items) throws StoreException;

    /** Usage of a repository by day, in order, both days included; empty when there is no such repository. */
    Optional<List<DayUsage>> days(RepositoryName repository, LocalDate first, LocalDate last) throws StoreException;

    /** Tags that were set before a time and not used since, in byte order; empty when there is no such repository. */
    Optional<Page<Tag>> unusedTags(RepositoryName repository, Instant since, PageRequest page) throws StoreException;

    /** The repositories with most pulls since a day, the most first, those of one number in byte order. */
    List<RepositoryUsage> mostPulled(LocalDate first, int most) throws StoreException;

    /**
     * Removes counts by day before a day, and usage of tags and manifests that do not exist and were not used since.
     *
     * @param most the greatest number of rows to remove of each sort
     * @return the number of rows removed
     */
    int expire(LocalDate before, int most) throws StoreException;
}
