package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Tag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Manifests that were deleted by their digest and come back. */
abstract class DeletedManifestClaims extends RegistryClaims {

    @Test
    void aManifestComesBackWithItsTagsAndReferrers() {
        ManifestText image = image(APP);
        put(APP, "v1", image);
        put(APP, "v2", image);
        ManifestText signature = image(APP).about(image.descriptor());
        put(APP, signature);
        registry.manifests().delete(APP, image.digest());
        assertThat(registry.manifests().deleted(APP, ALL).items())
                .extracting(Manifest.Deleted::digest)
                .containsExactly(image.digest());

        assertThat(registry.manifests().undelete(APP, image.digest())).isEqualTo(2);

        assertThat(named(APP, "v1")).hasValue(image.digest());
        assertThat(named(APP, "v2")).hasValue(image.digest());
        assertThat(registry.manifests().find(APP, image.digest()).orElseThrow().content())
                .isEqualTo(image.bytes());
        assertThat(registry.manifests()
                        .referrers(APP, image.digest(), new ReferrersRequest(Optional.empty(), ALL))
                        .items())
                .extracting(Descriptor::digest)
                .containsExactly(signature.digest());
        assertThat(registry.manifests().deleted(APP, ALL).items()).isEmpty();
        assertThat(registry.manifests().undelete(APP, image.digest()))
                .as("again")
                .isZero();
    }

    @Test
    void anIndexComesBackWithItsDeletedChildren() {
        ManifestText first = image(APP);
        ManifestText second = image(APP);
        put(APP, "first", first);
        put(APP, second);
        ManifestText inner = ManifestText.index(first.descriptor(), second.descriptor());
        put(APP, inner);
        ManifestText outer = ManifestText.index(inner.descriptor(), second.descriptor());
        put(APP, "v1", outer);
        for (ManifestText each : List.of(outer, inner, first, second)) {
            registry.manifests().delete(APP, each.digest());
        }

        assertThat(registry.manifests().undelete(APP, outer.digest())).isEqualTo(1);

        assertThat(named(APP, "v1")).hasValue(outer.digest());
        assertThat(named(APP, "first")).hasValue(first.digest());
        for (ManifestText each : List.of(inner, first, second)) {
            assertThat(registry.manifests().find(APP, each.digest())).isPresent();
        }
    }

    @Test
    void aManyTaggedManifestComesBackWithAllOfThem() {
        ManifestText image = image(APP);
        for (int i = 0; i < 45; i++) {
            put(APP, "v" + i, image);
        }
        registry.manifests().delete(APP, image.digest());

        assertThat(registry.manifests().undelete(APP, image.digest())).isEqualTo(45);
        assertThat(registry.tags().list(APP, ALL).items()).hasSize(45);
    }

    @Test
    void aTagInUseStaysWithItsManifest() {
        ManifestText image = image(APP);
        put(APP, "v1", image);
        registry.manifests().delete(APP, image.digest());
        ManifestText fresh = image(APP);
        put(APP, "v1", fresh);

        assertThat(registry.manifests().undelete(APP, image.digest())).isZero();

        assertThat(named(APP, "v1")).hasValue(fresh.digest());
        assertThat(registry.manifests().find(APP, image.digest())).isPresent();
        assertRefused(ErrorCode.TAG_IN_USE, () -> registry.tags().undelete(APP, new Tag("v1")));
    }

    @Test
    void onlyWhatWasDeletedComesBack() {
        ManifestText image = image(APP);
        put(APP, "v1", image);
        Digest digest = image.digest();

        assertRefused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.manifests().undelete(APP, digest));
        assertRefused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.manifests().undelete(OTHER, digest));
        assertRefused(ErrorCode.NAME_UNKNOWN, () -> registry.manifests().deleted(OTHER, ALL));
    }
}
