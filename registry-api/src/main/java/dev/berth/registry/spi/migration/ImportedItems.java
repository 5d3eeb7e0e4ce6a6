package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import java.util.Map;
import java.util.Set;

/**
 * Content that a source and its repository had in common last.
 *
 * @param tags with their targets at that time
 */
public record ImportedItems(Set<Digest> manifests, Set<Digest> links, Map<Tag, Digest> tags) {
    /** No content. */
    public static final ImportedItems NONE = new ImportedItems(Set.of(), Set.of(), Map.of());

    /** Copies the collections. */
    public ImportedItems {
        manifests = Set.copyOf(manifests);
        links = Set.copyOf(links);
        tags = Map.copyOf(tags);
    }

    /** True when it has no content. */
    public boolean isEmpty() {
        return manifests.isEmpty() && links.isEmpty() && tags.isEmpty();
    }
}
