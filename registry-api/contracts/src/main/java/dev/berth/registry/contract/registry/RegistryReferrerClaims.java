package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.PushedManifest;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Manifests that refer to a subject. */
abstract class RegistryReferrerClaims extends RegistryClaims {
    private static final String SIGNATURE = "application/vnd.example.signature";

    @Test
    void unknownSubjectsHaveNone() {
        assertThat(referrers(anyDigest())).isEmpty();
        put(APP, "v1", image(APP));

        assertThat(referrers(anyDigest())).isEmpty();
    }

    @Test
    void listsAnImageWithItsArtifactTypeAndAnnotations() {
        ManifestText subject = image(APP);
        put(APP, "v1", subject);
        ManifestText signature =
                image(APP).about(subject.descriptor()).ofType(SIGNATURE).annotated("org.example.by", "me");

        PushedManifest pushed = put(APP, signature);

        assertThat(pushed.subject()).hasValue(subject.digest());
        assertThat(referrers(subject.digest()))
                .containsExactly(new Descriptor(
                        MediaType.OCI_MANIFEST,
                        signature.digest(),
                        signature.bytes().remaining(),
                        Optional.of(new MediaType(SIGNATURE)),
                        Map.of("org.example.by", "me")));
    }

    @Test
    void theConfigTypeStandsInForAMissingArtifactType() {
        ManifestText subject = image(APP);
        put(APP, image(APP).about(subject.descriptor()));

        assertThat(referrers(subject.digest()).get(0).artifactType()).hasValue(CONFIG);
    }

    @Test
    void listsAnIndex() {
        ManifestText subject = image(APP);
        put(APP, subject);
        ManifestText index = ManifestText.index(subject.descriptor())
                .about(subject.descriptor())
                .ofType(SIGNATURE);
        put(APP, index);

        assertThat(referrers(subject.digest()))
                .containsExactly(new Descriptor(
                        MediaType.OCI_INDEX,
                        index.digest(),
                        index.bytes().remaining(),
                        Optional.of(new MediaType(SIGNATURE)),
                        Map.of()));
    }

    @Test
    void theSubjectNeedNotBeThere() {
        ManifestText subject = image(OTHER);
        ManifestText signature = image(APP).about(subject.descriptor());

        assertThat(put(APP, signature).subject()).hasValue(subject.digest());

        assertThat(digests(referrers(subject.digest()))).containsExactly(signature.digest());
    }

    @Test
    void filtersByArtifactType() {
        ManifestText subject = image(APP);
        ManifestText signature = image(APP).about(subject.descriptor()).ofType(SIGNATURE);
        put(APP, signature);
        put(APP, image(APP).about(subject.descriptor()).ofType("application/vnd.example.sbom"));

        Page<Descriptor> found = registry.manifests()
                .referrers(APP, subject.digest(), new ReferrersRequest(Optional.of(new MediaType(SIGNATURE)), ALL));

        assertThat(digests(found.items())).containsExactly(signature.digest());
    }

    @Test
    void listsInByteOrderPageByPage() {
        ManifestText subject = image(APP);
        List<Digest> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ManifestText referrer = image(APP).about(subject.descriptor());
            put(APP, referrer);
            all.add(referrer.digest());
        }
        all.sort(Comparator.comparing(Digest::toString));

        assertThat(pagesOfThree(subject.digest())).isEqualTo(all);
    }

    @Test
    void includesWhatWasWrittenDownUnderTheFallbackTag() {
        ManifestText subject = image(APP);
        put(APP, subject);
        List<Digest> all = new ArrayList<>();
        List<Descriptor> written = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ManifestText referrer = image(APP).ofType(SIGNATURE);
            boolean fallback = i % 2 == 0;
            put(APP, fallback ? referrer : referrer.about(subject.descriptor()));
            all.add(referrer.digest());
            if (fallback) {
                written.add(referrer.descriptor());
            }
        }
        put(APP, "sha256-" + subject.digest().hex(), ManifestText.index(written.toArray(Descriptor[]::new)));
        all.sort(Comparator.comparing(Digest::toString));

        assertThat(digests(referrers(subject.digest()))).isEqualTo(all);
        assertThat(pagesOfThree(subject.digest())).isEqualTo(all);
    }

    @Test
    void deletedReferrersAreListedNoMore() {
        ManifestText subject = image(APP);
        ManifestText gone = image(APP).about(subject.descriptor());
        ManifestText kept = image(APP).about(subject.descriptor());
        put(APP, gone);
        put(APP, kept);

        registry.manifests().delete(APP, gone.digest());

        assertThat(digests(referrers(subject.digest()))).containsExactly(kept.digest());
    }

    @Test
    void deletingTheSubjectDeletesNothingElse() {
        ManifestText subject = image(APP);
        put(APP, "v1", subject);
        ManifestText signature = image(APP).about(subject.descriptor());
        put(APP, signature);

        registry.manifests().delete(APP, subject.digest());

        assertThat(digests(referrers(subject.digest()))).containsExactly(signature.digest());
        assertThat(registry.manifests().find(APP, signature.digest())).isPresent();
    }

    private List<Digest> pagesOfThree(Digest subject) {
        List<Digest> listed = new ArrayList<>();
        Page<Descriptor> page = page(subject, PageRequest.first(3));
        while (page.more()) {
            assertThat(page.items()).hasSize(3);
            listed.addAll(digests(page.items()));
            page = page(subject, PageRequest.after(listed.get(listed.size() - 1).toString(), 3));
        }
        listed.addAll(digests(page.items()));
        return listed;
    }

    private Page<Descriptor> page(Digest subject, PageRequest page) {
        return registry.manifests().referrers(APP, subject, new ReferrersRequest(Optional.empty(), page));
    }

    private List<Descriptor> referrers(Digest subject) {
        return page(subject, ALL).items();
    }

    private static List<Digest> digests(List<Descriptor> descriptors) {
        return descriptors.stream().map(Descriptor::digest).toList();
    }
}
