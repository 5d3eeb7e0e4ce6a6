package dev.berth.registry;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.SelectedTag;
import java.util.Objects;

/**
 * The tags that a deletion would remove.
 *
 * @param selected number of selected tags
 * @param staying number of tags of the repository that are not selected
 * @param page a part of the selected tags, in byte order
 */
public record TagPreview(long selected, long staying, Page<SelectedTag> page) {

    /** Refuses null. */
    public TagPreview {
        Objects.requireNonNull(page, "page");
    }
}
