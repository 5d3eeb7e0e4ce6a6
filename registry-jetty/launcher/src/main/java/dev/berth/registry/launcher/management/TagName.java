package dev.berth.registry.launcher.management;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Optional;

/**
 * A repository that an operator names, with or without a tag: {@code team/app} or {@code team/app:1.0}.
 *
 * @param tag empty for the repository alone
 */
record TagName(RepositoryName repository, Optional<Tag> tag) {

    /** Reads the name; empty when it is none. */
    static Optional<TagName> parse(String text) {
        int colon = text.indexOf(':');
        String path = colon < 0 ? text : text.substring(0, colon);
        Optional<Tag> tag = colon < 0 ? Optional.empty() : Tag.parse(text.substring(colon + 1));
        return RepositoryName.parse(path)
                .filter(repository -> colon < 0 || tag.isPresent())
                .map(repository -> new TagName(repository, tag));
    }
}
