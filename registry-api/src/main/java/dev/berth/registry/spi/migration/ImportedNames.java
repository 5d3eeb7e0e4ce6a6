package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import java.util.Optional;
import java.util.Set;

/**
 * The content of a repository at the source.
 *
 * @param tags empty when tags are not imported, so that none is missed
 */
public record ImportedNames(Set<Digest> manifests, Set<Digest> links, Optional<Set<Tag>> tags) {
    /** The names of a repository that is gone. */
    public static final ImportedNames NONE = new ImportedNames(Set.of(), Set.of(), Optional.of(Set.of()));
}
