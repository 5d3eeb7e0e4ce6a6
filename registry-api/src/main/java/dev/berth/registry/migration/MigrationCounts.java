package dev.berth.registry.migration;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The progress of an import.
 *
 * @param repositories repositories visited
 * @param unchanged those of them that had not changed since the last import
 * @param manifests manifests that were imported
 * @param tags tags that were set
 * @param links links that were made
 * @param blobs blobs that were found in storage
 * @param bytes their length together
 * @param removed tags, manifests and links that are gone at the old registry
 * @param reviewed blobs that were scheduled for review
 * @param skipped items that were not imported
 */
public record MigrationCounts(
        long repositories,
        long unchanged,
        long manifests,
        long tags,
        long links,
        long blobs,
        long bytes,
        long removed,
        long reviewed,
        long skipped) {

    /** The counts by their names, in their order. */
    public Map<String, Long> asMap() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("repositories", repositories);
        counts.put("unchanged", unchanged);
        counts.put("manifests", manifests);
        counts.put("tags", tags);
        counts.put("links", links);
        counts.put("blobs", blobs);
        counts.put("bytes", bytes);
        counts.put("removed", removed);
        counts.put("reviewed", reviewed);
        counts.put("skipped", skipped);
        return counts;
    }
}
