package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.PutOutcome;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Storing, finding and deleting manifests. */
abstract class ManifestStoreClaims extends MetadataClaims {

    @Test
    void keepsManifestsExactly() throws Exception {
        MediaType odd = new MediaType("application/vnd.example.Odd-1+json");
        ManifestDraft draft = draft().as(odd).tagged("v1");
        put(APP, draft);

        StoredManifest found = store.manifests().find(APP, draft.digest()).orElseThrow();

        assertThat(found.manifest()).isEqualTo(draft.build().manifest());
        assertThat(found.touched()).isEqualTo(clock.instant());
        assertThat(store.manifests().find(APP, new Tag("v1"))).hasValue(found);
    }

    @Test
    void keepsAnyBytesUpToFourMebibytes() throws Exception {
        for (byte[] content : new byte[][] {
            {}, {0, -1, 0, -2, 10, 13}, "\0\ud83d\ude00\n".getBytes(StandardCharsets.UTF_8), generated.bytes(4 << 20)
        }) {
            Digest digest = put(APP, new ManifestDraft(content));

            Manifest found = store.manifests().find(APP, digest).orElseThrow().manifest();
            assertThat(found.content()).isEqualTo(ByteBuffer.wrap(content));
            assertThat(found.size()).isEqualTo(content.length);
        }
    }

    @Test
    void keepsManifestsUnderTheDigestTheyWerePushedBy() throws Exception {
        byte[] content = generated.bytes(100);
        Digest sha512 =
                put(APP, new ManifestDraft(content).by(DigestAlgorithm.SHA512).tagged("v1"));

        assertThat(isStored(APP, Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content))))
                .isFalse();
        assertThat(isStored(APP, sha512)).isTrue();
        assertThat(named(APP, "v1")).hasValue(sha512);

        Digest sha256 = put(APP, new ManifestDraft(content));
        assertThat(isStored(APP, sha256)).isTrue();
        assertThat(isStored(APP, sha512)).isTrue();
    }

    @Test
    void findsNothingThatIsNotThere() throws Exception {
        assertThat(isStored(APP, anyDigest())).isFalse();
        Digest elsewhere = put(OTHER, draft().tagged("v1"));
        put(APP, draft().tagged("v2"));

        assertThat(isStored(APP, elsewhere)).isFalse();
        assertThat(named(APP, "v1")).isEmpty();
        assertThat(named(APP, "V2")).isEmpty();
        assertThat(isStored(APP, anyDigest())).isFalse();
    }

    @Test
    void setsAllTagsOfOnePut() throws Exception {
        String[] tags = IntStream.range(0, 40).mapToObj(i -> "t" + i).toArray(String[]::new);

        Digest manifest = put(APP, draft().tagged(tags).tagged("t0"));

        for (String tag : tags) {
            assertThat(named(APP, tag)).hasValue(manifest);
        }
        assertThat(texts(store.tags().list(APP, ALL).orElseThrow())).containsExactlyInAnyOrder(tags);
    }

    @Test
    void movesATagThatNamedAnother() throws Exception {
        Digest first = put(APP, draft().tagged("v1", "latest"));
        Digest second = put(APP, draft().tagged("v2", "latest"));

        assertThat(named(APP, "latest")).hasValue(second);
        assertThat(named(APP, "v1")).hasValue(first);
        assertThat(named(APP, "v2")).hasValue(second);
        assertThat(isStored(APP, first)).isTrue();
    }

    @Test
    void puttingAgainSetsTagsAndTouches() throws Exception {
        byte[] content = generated.bytes(100);
        Digest digest = put(APP, new ManifestDraft(content).tagged("v1"));
        clock.advance(Duration.ofHours(3));

        put(APP, new ManifestDraft(content).tagged("v2"));

        assertThat(named(APP, "v1")).hasValue(digest);
        assertThat(named(APP, "v2")).hasValue(digest);
        assertThat(store.manifests().find(APP, digest).orElseThrow().touched()).isEqualTo(clock.instant());
    }

    @Test
    void puttingAgainKeepsTheTypeItWasFirstPutAs() throws Exception {
        byte[] content = generated.bytes(100);
        Digest digest = put(APP, new ManifestDraft(content).as(MediaType.OCI_MANIFEST));

        put(APP, new ManifestDraft(content).as(MediaType.DOCKER_MANIFEST));

        assertThat(store.manifests().find(APP, digest).orElseThrow().manifest().mediaType())
                .isEqualTo(MediaType.OCI_MANIFEST);
    }

    @Test
    void oneManifestLivesInManyRepositories() throws Exception {
        byte[] content = generated.bytes(100);
        Digest digest = put(APP, new ManifestDraft(content).tagged("v1"));
        put(OTHER, new ManifestDraft(content).tagged("v2"));

        assertThat(store.manifests().delete(APP, digest)).isEqualTo(DeleteOutcome.DELETED);

        assertThat(isStored(OTHER, digest)).isTrue();
        assertThat(named(OTHER, "v2")).hasValue(digest);
    }

    @Test
    void touchesWhatIsThere() throws Exception {
        Digest digest = put(APP, draft());
        clock.advance(Duration.ofMinutes(90));

        assertThat(store.manifests().touch(APP, digest)).isTrue();

        assertThat(store.manifests().find(APP, digest).orElseThrow().touched()).isEqualTo(clock.instant());
        assertThat(store.manifests().touch(APP, anyDigest())).isFalse();
        assertThat(store.manifests().touch(OTHER, digest)).isFalse();
    }

    @Test
    void deletesAManifestWithItsTags() throws Exception {
        Digest deleted = put(APP, draft().tagged("v1", "latest"));
        Digest kept = put(APP, draft().tagged("v2"));

        assertThat(store.manifests().delete(APP, deleted)).isEqualTo(DeleteOutcome.DELETED);

        assertThat(isStored(APP, deleted)).isFalse();
        assertThat(named(APP, "v1")).isEmpty();
        assertThat(named(APP, "latest")).isEmpty();
        assertThat(texts(store.tags().list(APP, ALL).orElseThrow())).containsExactly("v2");
        assertThat(named(APP, "v2")).hasValue(kept);
        assertThat(store.manifests().touch(APP, deleted)).isFalse();
    }

    @Test
    void deletesNothingThatIsNotThere() throws Exception {
        assertThat(store.manifests().delete(APP, anyDigest())).isEqualTo(DeleteOutcome.UNKNOWN);
        Digest digest = put(APP, draft());

        assertThat(store.manifests().delete(OTHER, digest)).isEqualTo(DeleteOutcome.UNKNOWN);
        assertThat(store.manifests().delete(APP, digest)).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.manifests().delete(APP, digest)).isEqualTo(DeleteOutcome.UNKNOWN);
    }

    @Test
    void aDeletedManifestMayBePutAgain() throws Exception {
        byte[] content = generated.bytes(100);
        Digest blob = newBlob(APP);
        Digest digest = put(APP, new ManifestDraft(content).needing(blob).tagged("v1"));
        store.manifests().delete(APP, digest);

        put(APP, new ManifestDraft(content).needing(blob));

        assertThat(isStored(APP, digest)).isTrue();
        assertThat(named(APP, "v1")).isEmpty();
        assertThat(store.blobLinks().unlink(APP, blob)).isEqualTo(DeleteOutcome.REFERENCED);
    }

    @Test
    void whatIsRefusedLeavesNoTrace() throws Exception {
        Digest named = put(APP, draft().tagged("latest"));
        ManifestDraft refused =
                draft().tagged("v1", "latest").needing(anyDigest()).about(named);

        assertThat(store.manifests().put(APP, refused.build())).isInstanceOf(PutOutcome.Missing.class);

        assertThat(isStored(APP, refused.digest())).isFalse();
        assertThat(named(APP, "latest")).hasValue(named);
        assertThat(named(APP, "v1")).isEmpty();
        assertThat(store.manifests()
                        .referrers(APP, named, Optional.empty(), ALL)
                        .items())
                .isEmpty();
    }
}
