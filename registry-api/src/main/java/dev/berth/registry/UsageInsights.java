package dev.berth.registry;

import dev.berth.registry.model.DayUsage;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryUsage;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Pulls and pushes of manifests. A pull is counted for the repository, for the manifest and, if it was by tag, for the
 * tag; a client that pulls an index and one of its images pulls two manifests. Counts are complete up to the interval
 * at which the nodes record them. Days are in UTC.
 *
 * <p>Methods about one repository throw {@link RegistryException} NAME_UNKNOWN when there is no such repository.
 */
public interface UsageInsights {

    /** The first day with a recorded pull or push; counts by day are removed after some time, 400 days by default. */
    Optional<LocalDate> recordedSince();

    /** Pulls and pushes of a repository. */
    Usage repository(RepositoryName repository);

    /** Pulls and pushes of a repository by day, for days with either, in order; at most 400 days. */
    List<DayUsage> days(RepositoryName repository, LocalDate first, LocalDate last);

    /** Pulls and pushes of tags; a tag that was neither pulled nor pushed since usage is recorded is absent. */
    Map<Tag, Usage> tags(RepositoryName repository, Collection<Tag> tags);

    /** Pulls and pushes of a manifest; {@link Usage#NONE} when it was neither pulled nor pushed. */
    Usage manifest(RepositoryName repository, Digest digest);

    /**
     * Tags that were set before a time and neither pulled nor confirmed (HEAD) since, in byte order.
     *
     * @param page {@code last} is the name of a tag
     */
    Page<Tag> unusedTags(RepositoryName repository, Instant since, PageRequest page);

    /**
     * The repositories with most pulls on a day and since, the most first.
     *
     * @param most the greatest number of repositories, at most 1,000
     * @param visible selects the repositories the caller may see
     */
    List<RepositoryUsage> mostPulled(LocalDate first, int most, Predicate<RepositoryName> visible);
}
