package dev.berth.registry.spi.migration;

import java.util.LinkedHashMap;
import java.util.Map;

/** The content of a metadata store, counted. */
public record StoredCounts(long repositories, long manifests, long tags, long links, long blobs) {

    /** True when there is none. */
    public boolean isEmpty() {
        return repositories + manifests + tags + links + blobs == 0;
    }

    /** The counts by their names, in their order. */
    public Map<String, Long> asMap() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("repositories", repositories);
        counts.put("manifests", manifests);
        counts.put("tags", tags);
        counts.put("links", links);
        counts.put("blobs", blobs);
        return counts;
    }
}
