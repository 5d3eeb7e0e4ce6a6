package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Manifests that have a subject. */
abstract class ReferrerClaims extends MetadataClaims {
    private static final String SIGNATURE = "application/vnd.example.signature";

    @Test
    void unknownSubjectsAndRepositoriesHaveNone() throws Exception {
        assertThat(referrers(APP, anyDigest())).isEmpty();
        put(APP, draft());

        assertThat(referrers(APP, anyDigest())).isEmpty();
    }

    @Test
    void listsTheDescriptorAsItWasPut() throws Exception {
        Digest subject = put(APP, draft());
        Map<String, String> annotations = Map.of(
                "org.example.plain", "x",
                "empty", "",
                "hostile", "\"'\\{}[],:;\n\r\t%_$1 \u0001",
                "nul", "a\0b",
                "far", "\u00e9\u4e2d\ud83d\ude00");
        ManifestDraft draft = draft().about(subject).ofType(SIGNATURE).annotated(annotations);
        put(APP, draft);

        assertThat(referrers(APP, subject)).containsExactly(draft.descriptor());
    }

    @Test
    void listsInByteOrderPageByPage() throws Exception {
        Digest subject = put(APP, draft());
        List<Descriptor> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ManifestDraft draft =
                    draft().about(subject).by(i % 2 == 0 ? DigestAlgorithm.SHA256 : DigestAlgorithm.SHA512);
            put(APP, draft);
            all.add(draft.descriptor());
        }
        all.sort(Comparator.comparing(descriptor -> descriptor.digest().toString()));

        for (int limit = 1; limit <= all.size() + 1; limit++) {
            int from = 0;
            Page<Descriptor> page = page(subject, PageRequest.first(limit));
            while (page.more()) {
                assertThat(page.items()).isEqualTo(all.subList(from, from + limit));
                from += limit;
                page = page(
                        subject, PageRequest.after(all.get(from - 1).digest().toString(), limit));
            }
            assertThat(page.items()).isEqualTo(all.subList(from, all.size()));
        }
    }

    @Test
    void theLastDigestMayBeAnyText() throws Exception {
        Digest subject = put(APP, draft());
        Descriptor first = referrer(subject, DigestAlgorithm.SHA256);
        Descriptor second = referrer(subject, DigestAlgorithm.SHA512);

        assertThat(page(subject, PageRequest.after("", 5)).items()).containsExactly(first, second);
        assertThat(page(subject, PageRequest.after("\0", 5)).items()).containsExactly(first, second);
        assertThat(page(subject, PageRequest.after("sha256:", 5)).items()).containsExactly(first, second);
        assertThat(page(subject, PageRequest.after("sha256:g", 5)).items()).containsExactly(second);
        assertThat(page(subject, PageRequest.after("sha384:0", 5)).items()).containsExactly(second);
        assertThat(page(subject, PageRequest.after("\u00e9", 5)).items()).isEmpty();
        assertThat(page(subject, PageRequest.first(0))).isEqualTo(new Page<>(List.of(), true));
    }

    @Test
    void filtersByArtifactType() throws Exception {
        Digest subject = put(APP, draft());
        ManifestDraft signature = draft().about(subject).ofType(SIGNATURE);
        ManifestDraft other = draft().about(subject).ofType(SIGNATURE + ".other");
        put(APP, signature);
        put(APP, other);
        put(APP, draft().about(subject));

        assertThat(referrers(APP, subject)).hasSize(3);
        assertThat(ofType(subject, SIGNATURE, ALL).items()).containsExactly(signature.descriptor());
        assertThat(ofType(subject, SIGNATURE + ".other", ALL).items()).containsExactly(other.descriptor());
        assertThat(ofType(subject, "application/unknown", ALL).items()).isEmpty();
    }

    @Test
    void filteredPagesAreFull() throws Exception {
        Digest subject = put(APP, draft());
        for (int i = 0; i < 10; i++) {
            put(APP, draft().about(subject).ofType(i % 2 == 0 ? SIGNATURE : "application/other"));
        }

        Page<Descriptor> first = ofType(subject, SIGNATURE, PageRequest.first(3));
        Page<Descriptor> second = ofType(
                subject,
                SIGNATURE,
                PageRequest.after(first.items().get(2).digest().toString(), 3));

        assertThat(first.items()).hasSize(3);
        assertThat(first.more()).isTrue();
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(second.more()).isFalse();
    }

    @Test
    void theSubjectNeedNotBeThere() throws Exception {
        ManifestDraft subject = draft();
        ManifestDraft referrer = draft().about(subject.digest());
        put(APP, referrer);

        assertThat(referrers(APP, subject.digest())).containsExactly(referrer.descriptor());
        put(APP, subject);
        assertThat(referrers(APP, subject.digest())).containsExactly(referrer.descriptor());
    }

    @Test
    void aSubjectMayGoBeforeItsReferrers() throws Exception {
        Digest subject = put(APP, draft());
        ManifestDraft referrer = draft().about(subject);
        put(APP, referrer);

        assertThat(store.manifests().delete(APP, subject)).isEqualTo(DeleteOutcome.DELETED);

        assertThat(referrers(APP, subject)).containsExactly(referrer.descriptor());
        assertThat(isStored(APP, referrer.digest())).isTrue();
    }

    @Test
    void aDeletedReferrerIsListedNoMore() throws Exception {
        Digest subject = put(APP, draft());
        ManifestDraft gone = draft().about(subject);
        ManifestDraft kept = draft().about(subject).tagged("kept");
        put(APP, gone);
        put(APP, kept);

        store.manifests().delete(APP, gone.digest());

        assertThat(referrers(APP, subject)).containsExactly(kept.descriptor());
    }

    @Test
    void aReferrerPutAgainIsListedOnce() throws Exception {
        Digest subject = put(APP, draft());
        byte[] content = generated.bytes(50);
        ManifestDraft referrer = new ManifestDraft(content).about(subject);
        put(APP, referrer);
        put(APP, referrer);

        assertThat(referrers(APP, subject)).containsExactly(referrer.descriptor());
    }

    @Test
    void listsTheReferrersOfOneRepositoryOnly() throws Exception {
        Digest subject = anyDigest();
        ManifestDraft here = draft().about(subject);
        put(APP, here);
        put(OTHER, draft().about(subject));

        assertThat(referrers(APP, subject)).containsExactly(here.descriptor());
    }

    @Test
    void aReferrerMayHaveReferrers() throws Exception {
        Digest subject = put(APP, draft());
        ManifestDraft first = draft().about(subject);
        put(APP, first);
        ManifestDraft second = draft().about(first.digest());
        put(APP, second);

        assertThat(referrers(APP, subject)).containsExactly(first.descriptor());
        assertThat(referrers(APP, first.digest())).containsExactly(second.descriptor());
    }

    private Descriptor referrer(Digest subject, DigestAlgorithm algorithm) throws StoreException {
        ManifestDraft draft = draft().about(subject).by(algorithm);
        put(APP, draft);
        return draft.descriptor();
    }

    private List<Descriptor> referrers(RepositoryName repository, Digest subject) throws StoreException {
        return store.manifests()
                .referrers(repository, subject, Optional.empty(), ALL)
                .items();
    }

    private Page<Descriptor> page(Digest subject, PageRequest page) throws StoreException {
        return store.manifests().referrers(APP, subject, Optional.empty(), page);
    }

    private Page<Descriptor> ofType(Digest subject, String type, PageRequest page) throws StoreException {
        return store.manifests().referrers(APP, subject, Optional.of(new MediaType(type)), page);
    }
}
