package dev.berth.registry.contract.metadata;

import static dev.berth.registry.spi.metadata.ManifestReference.Target.MANIFEST_OR_BLOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The content a manifest needs exists and stays (METADATA: no manifest without its blobs, no index without its
 * children).
 */
abstract class ManifestReferenceClaims extends MetadataClaims {
    private static final MediaType LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar+gzip");

    @Test
    void namesEveryMissingReferenceInOrder() throws Exception {
        Digest present = newBlob(APP);
        Digest layer = anyDigest();
        Digest config = anyDigest();
        Digest child = anyDigest();
        Digest sha512 = Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap(generated.bytes(5)));

        PutOutcome outcome = store.manifests()
                .put(
                        APP,
                        draft().listing(child)
                                .needing(present, layer, config, sha512)
                                .build());

        assertThat(outcome).isEqualTo(missing(layer, config, child, sha512));
    }

    @Test
    void aBlobOfAnotherRepositoryIsMissing() throws Exception {
        Digest blob = newBlob(OTHER);

        assertThat(store.manifests().put(APP, draft().needing(blob).build())).isEqualTo(missing(blob));

        store.blobLinks().mount(APP, OTHER, blob);
        put(APP, draft().needing(blob));
    }

    @Test
    void aManifestOfAnotherRepositoryIsMissing() throws Exception {
        Digest child = put(OTHER, draft());

        assertThat(store.manifests().put(APP, draft().listing(child).build())).isEqualTo(missing(child));
    }

    @Test
    void aManifestIsNoBlob() throws Exception {
        Digest manifest = put(APP, draft());

        assertThat(store.manifests().put(APP, draft().needing(manifest).build()))
                .isEqualTo(missing(manifest));
    }

    @Test
    void anIndexMayListManifestsAndBlobs() throws Exception {
        Digest child = put(APP, draft());
        Digest blob = newBlob(APP);

        Digest index = put(APP, draft().listing(child, blob).tagged("all"));

        assertThat(named(APP, "all")).hasValue(index);
    }

    @Test
    void refusesReferencesThatAreNotWhatTheyAreSaidToBe() throws Exception {
        Digest blob = newBlob(APP);
        long size = store.blobLinks().find(APP, blob).orElseThrow().size();
        Digest child = put(APP, draft());
        Manifest manifest = store.manifests().find(APP, child).orElseThrow().manifest();
        ManifestReference goodBlob = reference(blob, size, LAYER);
        ManifestReference goodChild = reference(child, manifest.size(), manifest.mediaType());

        assertThat(putReferring(reference(blob, size + 1, LAYER), goodChild))
                .isEqualTo(new PutOutcome.Contradicted(Set.of(
                        new ManifestReference(blob, MANIFEST_OR_BLOB, OptionalLong.of(size), Optional.empty()))));
        assertThat(putReferring(goodBlob, reference(child, 1, manifest.mediaType())))
                .isEqualTo(new PutOutcome.Contradicted(Set.of(goodChild)));
        assertThat(putReferring(goodBlob, reference(child, manifest.size(), MediaType.OCI_INDEX)))
                .isEqualTo(new PutOutcome.Contradicted(Set.of(goodChild)));
        assertThat(putReferring(new ManifestReference(blob, Target.BLOB, OptionalLong.of(size + 1), Optional.empty())))
                .isEqualTo(new PutOutcome.Contradicted(
                        Set.of(new ManifestReference(blob, Target.BLOB, OptionalLong.of(size), Optional.empty()))));
        assertThat(putReferring(goodBlob, goodChild)).isEqualTo(new PutOutcome.Stored());
    }

    @Test
    void aChildThatIsDeclaredAsAManifestIsNoBlob() throws Exception {
        Digest blob = newBlob(APP);
        long size = store.blobLinks().find(APP, blob).orElseThrow().size();

        for (MediaType type : List.of(MediaType.OCI_MANIFEST, MediaType.OCI_INDEX, MediaType.DOCKER_SCHEMA_1)) {
            assertThat(putReferring(reference(blob, size, type))).isEqualTo(missing(blob));
        }

        assertThat(putReferring(reference(blob, size, LAYER))).isEqualTo(new PutOutcome.Stored());
        assertThat(store.blobLinks().unlink(APP, blob)).isEqualTo(DeleteOutcome.REFERENCED);
    }

    @Test
    void aManifestThatIsAlsoABlobIsAChild() throws Exception {
        Digest child = put(APP, draft());
        Manifest manifest = store.manifests().find(APP, child).orElseThrow().manifest();
        store.uploads()
                .finish(new FinishedUpload(APP, Optional.empty(), child, manifest.size(), generated.storageKey()));

        assertThat(putReferring(reference(child, manifest.size(), manifest.mediaType())))
                .isEqualTo(new PutOutcome.Stored());
        assertThat(store.manifests().delete(APP, child)).isEqualTo(DeleteOutcome.REFERENCED);
    }

    private PutOutcome putReferring(ManifestReference... references) throws StoreException {
        NewManifest draft = draft().build();
        return store.manifests()
                .put(
                        APP,
                        new NewManifest(
                                draft.manifest(),
                                List.of(),
                                Set.of(references),
                                MissingReferences.REFUSE,
                                Optional.empty(),
                                Optional.empty()));
    }

    private static ManifestReference reference(Digest digest, long size, MediaType type) {
        return new ManifestReference(digest, MANIFEST_OR_BLOB, OptionalLong.of(size), Optional.of(type));
    }

    @Test
    void manyReferencesAreNoTrouble() throws Exception {
        Digest[] blobs = new Digest[300];
        for (int i = 0; i < blobs.length; i++) {
            blobs[i] = newBlob(APP);
        }

        put(APP, draft().needing(blobs));

        for (Digest blob : blobs) {
            assertThat(store.blobLinks().unlink(APP, blob)).isEqualTo(DeleteOutcome.REFERENCED);
        }
    }

    @Test
    void referencesAreCheckedOnEveryPut() throws Exception {
        byte[] content = generated.bytes(100);
        Digest absent = anyDigest();
        put(APP, new ManifestDraft(content).needing(absent).rememberingMissing());

        assertThat(store.manifests()
                        .put(APP, new ManifestDraft(content).needing(absent).build()))
                .isEqualTo(missing(absent));
    }

    @Test
    void aBlobStaysWhileAManifestNeedsIt() throws Exception {
        Digest layer = newBlob(APP);
        Digest first = put(APP, draft().needing(layer).tagged("v1"));
        Digest second = put(APP, draft().needing(layer));

        assertThat(store.blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.REFERENCED);
        store.manifests().delete(APP, first);
        assertThat(store.blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.REFERENCED);
        store.manifests().delete(APP, second);
        assertThat(store.blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.DELETED);
    }

    @Test
    void aBlobThatAnIndexListsStays() throws Exception {
        Digest blob = newBlob(APP);
        Digest index = put(APP, draft().listing(blob));

        assertThat(store.blobLinks().unlink(APP, blob)).isEqualTo(DeleteOutcome.REFERENCED);
        store.manifests().delete(APP, index);
        assertThat(store.blobLinks().unlink(APP, blob)).isEqualTo(DeleteOutcome.DELETED);
    }

    @Test
    void referencesProtectInTheirOwnRepositoryOnly() throws Exception {
        Digest layer = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, layer);
        put(OTHER, draft().needing(layer));

        assertThat(store.blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.blobLinks().unlink(OTHER, layer)).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(isLinked(OTHER, layer)).isTrue();
    }

    @Test
    void aChildStaysWhileAnIndexListsIt() throws Exception {
        Digest child = put(APP, draft().tagged("child"));
        Digest inner = put(APP, draft().listing(child));
        Digest outer = put(APP, draft().listing(inner, child));

        assertThat(store.manifests().delete(APP, child)).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(named(APP, "child")).hasValue(child);
        assertThat(store.manifests().delete(APP, inner)).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(store.manifests().delete(APP, outer)).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.manifests().delete(APP, child)).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(store.manifests().delete(APP, inner)).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.manifests().delete(APP, child)).isEqualTo(DeleteOutcome.DELETED);
    }

    @Test
    void sparseManifestsMayLackWhatTheyNeed() throws Exception {
        Digest layer = anyDigest();
        Digest child = anyDigest();

        Digest index = put(
                APP, draft().listing(child).needing(layer).rememberingMissing().tagged("sparse"));

        assertThat(named(APP, "sparse")).hasValue(index);
        assertThat(store.blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.UNKNOWN);
        assertThat(store.manifests().delete(APP, child)).isEqualTo(DeleteOutcome.UNKNOWN);
    }

    @Test
    void whatArrivesForASparseManifestStays() throws Exception {
        ManifestDraft child = draft();
        Digest uploaded = anyDigest();
        Digest mounted = newBlob(OTHER);
        put(APP, draft().listing(child.digest()).needing(uploaded, mounted).rememberingMissing());

        put(APP, child);
        assertThat(store.uploads().finish(finished(APP, uploaded))).isEqualTo(FinishOutcome.STORED);
        store.blobLinks().mount(APP, OTHER, mounted);

        assertThat(store.manifests().delete(APP, child.digest())).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(store.blobLinks().unlink(APP, uploaded)).isEqualTo(DeleteOutcome.REFERENCED);
        assertThat(store.blobLinks().unlink(APP, mounted)).isEqualTo(DeleteOutcome.REFERENCED);
    }

    @Test
    void deletingOneOfTwoThatShareLayersLeavesTheOtherWhole() throws Exception {
        Digest shared = newBlob(APP);
        Digest own = newBlob(APP);
        Digest first = put(APP, draft().needing(shared, own));
        Digest second = put(APP, draft().needing(shared));

        store.manifests().delete(APP, first);

        assertThat(isStored(APP, second)).isTrue();
        assertLinked(APP, shared);
        assertThat(store.blobLinks().unlink(APP, own)).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.blobLinks().unlink(APP, shared)).isEqualTo(DeleteOutcome.REFERENCED);
    }

    private void assertLinked(RepositoryName repository, Digest digest) throws StoreException {
        assertThat(isLinked(repository, digest)).isTrue();
    }

    private static PutOutcome missing(Digest... digests) {
        return new PutOutcome.Missing(new TreeSet<>(Set.of(digests)));
    }
}
