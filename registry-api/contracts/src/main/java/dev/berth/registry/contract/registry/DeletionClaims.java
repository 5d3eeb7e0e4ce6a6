package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Deletions;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RepositoryDeletion;
import dev.berth.registry.TagDeletion;
import dev.berth.registry.TagPreview;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagPattern;
import dev.berth.registry.model.TagSelection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Deletions of many tags and of whole repositories. */
abstract class DeletionClaims extends RegistryClaims {
    private static final TagSelection BUILDS = TagSelection.ALL.matching(new TagPattern("pr-*"));

    @Test
    void unknownRepositoriesAreRefused() {
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> deletions().preview(APP, BUILDS, ALL));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> deletions().delete(APP, BUILDS, ALL, every -> true));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> deletions().delete(APP));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> deletions().previewBelow(APP, every -> true));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> deletions().deleteBelow(APP, every -> true));
    }

    @Test
    void aPreviewShowsWhatGoesAndChangesNothing() {
        fill();

        TagPreview preview = deletions().preview(APP, BUILDS, PageRequest.first(2));

        assertThat(preview.selected()).isEqualTo(3);
        assertThat(preview.staying()).isEqualTo(1);
        assertThat(preview.page().items())
                .extracting(each -> each.tag().value())
                .containsExactly("pr-1", "pr-2");
        assertThat(preview.page().more()).isTrue();
        assertThat(tags()).containsExactly("latest", "pr-1", "pr-2", "pr-3");
    }

    @Test
    void tagsAreNotUnusedWhileNoUseIsRecorded() {
        fill();
        TagSelection unused = TagSelection.ALL.unusedSince(Instant.parse("2020-01-01T00:00:00Z"));

        assertRefused(ErrorCode.UNSUPPORTED, () -> deletions().preview(APP, unused, ALL));
        assertRefused(ErrorCode.UNSUPPORTED, () -> deletions().delete(APP, unused, ALL, every -> true));
        assertThat(tags()).hasSize(4);
    }

    @Test
    void aPreviewCountsTheBytesThatAreFreed() {
        fill();

        assertThat(deletions().preview(APP, BUILDS, PageRequest.first(1)).freed())
                .isZero();
        assertThat(deletions()
                        .preview(APP, TagSelection.ALL, PageRequest.first(1))
                        .freed())
                .isEqualTo(registry.insights().sizes().of(APP))
                .isPositive();
    }

    @Test
    void selectedTagsAreDeletedAndProtectedOnesKept() {
        fill();

        TagDeletion deletion =
                deletions().delete(APP, BUILDS, ALL, tag -> !tag.value().equals("pr-2"));

        assertThat(deletion.deleted()).isEqualTo(2);
        assertThat(deletion.kept()).isEqualTo(1);
        assertThat(deletion.next()).isEmpty();
        assertThat(tags()).containsExactly("latest", "pr-2");
    }

    @Test
    void listedTagsAreDeletedTogether() {
        fill();
        TagSelection listed = TagSelection.ALL.among(Set.of(new Tag("latest"), new Tag("pr-3"), new Tag("none")));

        TagPreview preview = deletions().preview(APP, listed, ALL);
        assertThat(preview.selected()).isEqualTo(2);
        assertThat(preview.staying()).isEqualTo(2);
        assertThat(deletions().delete(APP, listed, ALL, every -> true))
                .isEqualTo(new TagDeletion(2, 0, Optional.empty()));

        assertThat(tags()).containsExactly("pr-1", "pr-2");
    }

    @Test
    void aDeletionContinuesWhereItEnded() {
        fill();

        TagDeletion first = deletions()
                .delete(APP, BUILDS, PageRequest.first(2), tag -> !tag.value().equals("pr-1"));

        assertThat(first.deleted()).isEqualTo(1);
        assertThat(first.next()).contains("pr-2");
        TagDeletion second =
                deletions().delete(APP, BUILDS, PageRequest.after(first.next().orElseThrow(), 2), every -> true);
        assertThat(second.deleted()).isEqualTo(1);
        assertThat(second.next()).isEmpty();
        assertThat(tags()).containsExactly("latest", "pr-1");
    }

    @Test
    void aRepositoryIsDeletedWithAllItHas() {
        ManifestText image = fill();
        put(OTHER, "v1", image(OTHER));

        assertThat(deletions().delete(APP)).isEqualTo(new RepositoryDeletion(1, 4, 0, 0, false));

        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.tags().list(APP, ALL));
        assertThat(registry.manifests().find(APP, image.digest())).isEmpty();
        assertThat(named(OTHER, "v1")).isPresent();
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> deletions().delete(APP));
    }

    @Test
    void aRepositoryIsPreviewedWithTheBytesThatItHasAlone() {
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> deletions().preview(APP));
        fill();

        long alone = registry.insights().sizes().figures(APP).freed();
        assertThat(alone).isPositive();
        assertThat(deletions().preview(APP)).isEqualTo(new RepositoryDeletion(1, 4, alone, 0, false));
        assertThat(tags()).hasSize(4);
    }

    @Test
    void aNamespaceIsDeletedButForWhatTheCallerMayNotDelete() {
        RepositoryName team = new RepositoryName("team");
        RepositoryName similar = new RepositoryName("team-b");
        fill();
        for (RepositoryName name : List.of(team, OTHER, similar)) {
            put(name, "v1", image(name));
        }
        RepositoryDeletion preview = deletions().previewBelow(team, name -> !name.equals(OTHER));
        assertThat(preview).isEqualTo(new RepositoryDeletion(2, 5, preview.freed(), 1, false));
        assertThat(preview.freed()).isPositive();
        assertThat(deletions().deleteBelow(team, name -> !name.equals(OTHER)))
                .isEqualTo(new RepositoryDeletion(2, 5, 0, 1, false));

        assertThat(registry.catalog().list(ALL, name -> true).items())
                .contains(OTHER, similar)
                .doesNotContain(team, APP);
    }

    private Deletions deletions() {
        return registry.administration().deletions();
    }

    private ManifestText fill() {
        ManifestText image = image(APP);
        for (String tag : List.of("pr-2", "latest", "pr-1", "pr-3")) {
            put(APP, tag, image);
        }
        return image;
    }

    private List<String> tags() {
        return registry.tags().list(APP, ALL).items().stream().map(Tag::value).toList();
    }
}
