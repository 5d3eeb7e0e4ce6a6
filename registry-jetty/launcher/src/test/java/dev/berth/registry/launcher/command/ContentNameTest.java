package dev.berth.registry.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentNameTest {
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    @Test
    void readsADigestThatMayBeAnywhere() {
        assertThat(ContentName.parse(DIGEST)).contains(new ContentName(Optional.empty(), Digest.of(DIGEST)));
    }

    @Test
    void readsTagsAndDigestsOfRepositories() {
        Optional<RepositoryName> repository = RepositoryName.parse("team/app");
        assertThat(ContentName.parse("team/app:v1"))
                .contains(new ContentName(repository, Tag.parse("v1").orElseThrow()));
        assertThat(ContentName.parse("team/app@" + DIGEST)).contains(new ContentName(repository, Digest.of(DIGEST)));
    }

    @Test
    void readsNothingElse() {
        for (String text : new String[] {"", "app", ":v1", "app:", "App:v1", "app@v1", "app@sha256:00", "app:v1@"}) {
            assertThat(ContentName.parse(text)).as(text).isEmpty();
        }
    }
}
