package dev.berth.registry;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.SelectedTag;
import java.util.Objects;

/**
 * The tags that a deletion would remove.
 *
 * @param selected number of selected tags
 * @param staying number of tags of the repository that are not selected
 * @param freed bytes of the layers that only the selected tags need, in this repository and in all others; of at most
 *     10,000 tags from the beginning of the page, as many as one deletion examines. An estimate of the space that
 *     collection will free: manifests and configs are not counted, and untagged content may need layers as well
 * @param page a part of the selected tags, in byte order
 */
public record TagPreview(long selected, long staying, long freed, Page<SelectedTag> page) {

    /** Refuses null. */
    public TagPreview {
        Objects.requireNonNull(page, "page");
    }
}
