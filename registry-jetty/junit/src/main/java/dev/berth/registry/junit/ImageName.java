package dev.berth.registry.junit;

import dev.berth.registry.model.Tag;

/** A repository and a tag, as image references have them. */
record ImageName(String repository, Tag tag) {

    static ImageName of(String nameAndTag) {
        int colon = nameAndTag.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("an image needs a tag, library/hello:1 for example: " + nameAndTag);
        }
        return new ImageName(nameAndTag.substring(0, colon), new Tag(nameAndTag.substring(colon + 1)));
    }
}
