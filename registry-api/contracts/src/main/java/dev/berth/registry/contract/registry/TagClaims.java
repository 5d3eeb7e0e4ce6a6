package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Tag;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags of a repository. */
abstract class TagClaims extends RegistryClaims {

    @Test
    void anUnknownRepositoryHasNoTagsToList() {
        registry.uploads().start(APP, DigestAlgorithm.SHA256);

        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.tags().list(APP, ALL));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.tags().list(APP, PageRequest.first(0)));
    }

    @Test
    void aRepositoryWithoutTagsHasAnEmptyList() {
        pushed(APP, generated.bytes(10));

        assertThat(registry.tags().list(APP, ALL)).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void listsInByteOrderPageByPage() {
        List<String> names = List.of("1", "10", "2", "A", "_", "a", "a-b", "a.b", "aB", "a_b", "aa");
        ManifestText image = image(APP);
        for (int i = 0; i < names.size(); i++) {
            put(APP, names.get((i * 4) % names.size()), image);
        }
        List<String> listed = new ArrayList<>();

        Page<Tag> page = registry.tags().list(APP, PageRequest.first(3));
        while (page.more()) {
            assertThat(page.items()).hasSize(3);
            page.items().forEach(tag -> listed.add(tag.value()));
            page = registry.tags().list(APP, PageRequest.after(listed.get(listed.size() - 1), 3));
        }
        page.items().forEach(tag -> listed.add(tag.value()));

        assertThat(listed).isEqualTo(names);
        assertThat(registry.tags().list(APP, PageRequest.after("a-", 1)).items())
                .containsExactly(new Tag("a-b"));
    }

    @Test
    void deletesATagAndNothingElse() {
        ManifestText image = image(APP);
        put(APP, "v1", image);
        put(APP, "v2", image);

        registry.tags().delete(APP, new Tag("v1"));

        assertThat(named(APP, "v1")).isEmpty();
        assertThat(named(APP, "v2")).hasValue(image.digest());
        assertThat(registry.manifests().find(APP, image.digest())).isPresent();
        assertThat(registry.tags().list(APP, ALL).items()).containsExactly(new Tag("v2"));
        assertRefused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.tags().delete(APP, new Tag("v1")));
    }

    @Test
    void aDeletedTagComesBackWithItsManifest() {
        ManifestText image = image(APP);
        put(APP, "v1", image);
        assertThat(registry.tags().deleted(APP, ALL).items()).isEmpty();
        registry.tags().delete(APP, new Tag("v1"));
        assertThat(registry.tags().deleted(APP, ALL).items())
                .containsExactly(new DeletedTag(new Tag("v1"), image.digest(), clock.instant()));

        assertThat(registry.tags().undelete(APP, new Tag("v1"))).isEqualTo(image.digest());

        assertThat(named(APP, "v1")).hasValue(image.digest());
        assertThat(registry.tags().deleted(APP, ALL).items()).isEmpty();
        assertThat(registry.tags().undelete(APP, new Tag("v1"))).isEqualTo(image.digest());
    }

    @Test
    void aTagComesBackOnlyToAFreeName() {
        put(APP, "v1", image(APP));
        registry.tags().delete(APP, new Tag("v1"));
        ManifestText fresh = image(APP);
        put(APP, "v1", fresh);

        assertRefused(ErrorCode.TAG_IN_USE, () -> registry.tags().undelete(APP, new Tag("v1")));
        assertThat(named(APP, "v1")).hasValue(fresh.digest());
    }

    @Test
    void aTagComesBackWithItsDeletedManifest() {
        ManifestText image = image(APP);
        put(APP, "v1", image);
        put(APP, "v2", image);
        registry.tags().delete(APP, new Tag("v1"));
        registry.manifests().delete(APP, image.digest());

        assertThat(registry.tags().deleted(APP, ALL).items())
                .extracting(each -> each.tag().value())
                .containsExactly("v1", "v2");
        registry.tags().undelete(APP, new Tag("v1"));

        assertThat(named(APP, "v1")).hasValue(image.digest());
        assertThat(named(APP, "v2")).isEmpty();
        assertRefused(ErrorCode.TAG_UNKNOWN, () -> registry.tags().undelete(APP, new Tag("v3")));
        assertRefused(ErrorCode.TAG_UNKNOWN, () -> registry.tags().undelete(OTHER, new Tag("v1")));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.tags().deleted(OTHER, ALL));
    }

    @Test
    void deletesNothingElsewhere() {
        put(OTHER, "v1", image(OTHER));

        assertRefused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.tags().delete(APP, new Tag("v1")));
        assertThat(named(OTHER, "v1")).isPresent();
    }
}
