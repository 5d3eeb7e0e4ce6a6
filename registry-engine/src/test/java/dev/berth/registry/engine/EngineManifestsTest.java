package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.OTHER;
import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.assertRefused;
import static dev.berth.registry.engine.EngineTestBed.child;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.image;
import static dev.berth.registry.engine.EngineTestBed.index;
import static dev.berth.registry.engine.EngineTestBed.push;
import static dev.berth.registry.engine.EngineTestBed.put;
import static dev.berth.registry.engine.EngineTestBed.sha512;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.PushedManifest;
import dev.berth.registry.Registry;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Manifests in and out. */
class EngineManifestsTest {
    private static final Tag LATEST = new Tag("latest");

    private final EngineTestBed bed = new EngineTestBed();
    private final Registry registry = bed.node();
    private final byte[] layer = bed.generated.bytes(1_000);

    @Test
    void givesBackExactlyWhatWasPushed() {
        String image = image(registry, REPOSITORY, layer) + "\n ";

        PushedManifest pushed = put(registry, REPOSITORY, LATEST, image);

        assertThat(pushed.digest()).isEqualTo(digest(image.getBytes(UTF_8)));
        assertThat(pushed.tags()).containsExactly(LATEST);
        Manifest found = registry.manifests().find(REPOSITORY, LATEST).orElseThrow();
        assertThat(UTF_8.decode(found.content()).toString()).isEqualTo(image);
        assertThat(found.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(registry.manifests().confirm(REPOSITORY, pushed.digest())).contains(found);
        assertThat(registry.manifests().find(OTHER, pushed.digest())).isEmpty();
    }

    @Test
    void keepsTheDigestAManifestIsPushedBy() {
        String image = image(registry, REPOSITORY, layer);
        Digest digest = sha512(image.getBytes(UTF_8));

        assertThat(put(registry, REPOSITORY, digest, image).digest()).isEqualTo(digest);

        assertThat(registry.manifests().find(REPOSITORY, digest).orElseThrow().digest())
                .isEqualTo(digest);
        assertThat(registry.manifests().find(REPOSITORY, digest(image.getBytes(UTF_8))))
                .isEmpty();
    }

    @Test
    void setsManyTagsAtOnce() {
        String image = image(registry, REPOSITORY, layer);
        List<Tag> tags = List.of(new Tag("b"), new Tag("a"), new Tag("b"));

        PushedManifest pushed = putTagged(image, digest(image.getBytes(UTF_8)), tags);

        assertThat(pushed.tags()).containsExactly(new Tag("b"), new Tag("a"));
        assertThat(registry.manifests().find(REPOSITORY, new Tag("a"))).isPresent();
        List<Tag> tooMany =
                IntStream.range(0, 101).mapToObj(i -> new Tag("t" + i)).toList();
        assertRefused(ErrorCode.TAG_INVALID, () -> putTagged(image, pushed.digest(), tooMany));
    }

    @Test
    void refusesAWrongDigest() {
        String image = image(registry, REPOSITORY, layer);

        assertRefused(ErrorCode.DIGEST_INVALID, () -> put(registry, REPOSITORY, digest(layer), image));

        assertThat(registry.manifests().find(REPOSITORY, digest(layer))).isEmpty();
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertRefused(ErrorCode.SIZE_INVALID, () -> put(registry, REPOSITORY, LATEST, " ".repeat((4 << 20) + 1)));
    }

    @Test
    void namesEveryMissingReference() {
        Digest config = digest("config".getBytes(UTF_8));

        assertRefused(
                        ErrorCode.MANIFEST_BLOB_UNKNOWN,
                        () -> put(registry, REPOSITORY, LATEST, image(config, digest(layer))))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(error -> error.detail().get("digest"))
                        .containsExactlyInAnyOrder(
                                config.toString(), digest(layer).toString()));

        assertThat(registry.manifests().find(REPOSITORY, LATEST)).isEmpty();
        push(registry, OTHER, layer);
        push(registry, REPOSITORY, "config".getBytes(UTF_8));
        assertRefused(
                        ErrorCode.MANIFEST_BLOB_UNKNOWN,
                        () -> put(registry, REPOSITORY, LATEST, image(config, digest(layer))))
                .satisfies(refusal -> assertThat(refusal.errors()).hasSize(1));
    }

    @Test
    void takesMissingReferencesInSparseMode() {
        Registry sparse = bed.node(EngineConfig.builder()
                .missingReferences(MissingReferences.REMEMBER)
                .build());

        put(sparse, REPOSITORY, LATEST, image(digest(layer), digest("?".getBytes(UTF_8))));

        assertThat(registry.manifests().find(REPOSITORY, LATEST)).isPresent();
    }

    @Test
    void takesIndexesOfManifestsAndOfBlobs() {
        Digest image = put(registry, REPOSITORY, LATEST, image(registry, REPOSITORY, layer))
                .digest();

        Digest index = put(registry, REPOSITORY, new Tag("multi"), index(child(registry, image)))
                .digest();
        put(registry, REPOSITORY, new Tag("cache"), index(child(registry, digest(layer))));
        put(registry, REPOSITORY, new Tag("nested"), index(child(registry, index)));

        Manifest found = registry.manifests().find(REPOSITORY, index).orElseThrow();
        assertThat(registry.manifests()
                        .findForPlatform(REPOSITORY, found, Platform.LINUX_AMD64)
                        .map(Manifest::digest))
                .contains(image);
        assertThat(registry.manifests().findForPlatform(REPOSITORY, found, new Platform("linux", "s390x")))
                .isEmpty();
        assertRefused(
                ErrorCode.MANIFEST_BLOB_UNKNOWN,
                () -> put(registry, REPOSITORY, LATEST, index(child(registry, digest("?".getBytes(UTF_8))))));
    }

    /** Clients trust the descriptor and fail at every pull. */
    @Test
    void refusesDescriptorsThatContradictTheStoredContent() {
        String image = image(registry, REPOSITORY, layer);
        Digest child = put(registry, REPOSITORY, LATEST, image).digest();
        String wrongType = child(registry, child).replace(MediaType.OCI_MANIFEST.value(), MediaType.OCI_INDEX.value());
        String wrongSize = child(registry, child).replace("\"size\":" + image.length(), "\"size\":7");
        String wrongLayer = image(digest("{}".getBytes(UTF_8)), digest(layer), 7);

        assertRefused(ErrorCode.MANIFEST_INVALID, () -> put(registry, REPOSITORY, LATEST, index(wrongType)))
                .withMessageContaining("the index declares " + child + " as type " + MediaType.OCI_INDEX
                        + ", but its stored type is " + MediaType.OCI_MANIFEST)
                .satisfies(refusal -> assertThat(refusal.errors().get(0).detail())
                        .containsEntry("mediaType", MediaType.OCI_INDEX.value())
                        .containsEntry("stored", MediaType.OCI_MANIFEST.value()));
        assertRefused(ErrorCode.MANIFEST_INVALID, () -> put(registry, REPOSITORY, LATEST, index(wrongSize)))
                .withMessageContaining(child + " with 7 bytes, but its stored size is " + image.length());
        assertRefused(ErrorCode.MANIFEST_INVALID, () -> put(registry, REPOSITORY, LATEST, wrongLayer))
                .withMessageContaining(digest(layer) + " with 7 bytes, but its stored size is 1000");

        Registry lenient = bed.node(EngineConfig.builder().lenient(true).build());
        put(lenient, REPOSITORY, LATEST, index(wrongType));
        put(lenient, REPOSITORY, LATEST, index(wrongSize));
        put(lenient, REPOSITORY, LATEST, wrongLayer);
    }

    @Test
    void refusesAChildThatIsABlobButDeclaredAsAManifest() {
        String image = image(registry, REPOSITORY, layer);
        Digest blob = push(registry, REPOSITORY, image.getBytes(UTF_8));
        String index = index(child(registry, blob)
                .replace("application/vnd.oci.image.layer.v1.tar", MediaType.OCI_MANIFEST.value()));

        assertRefused(ErrorCode.MANIFEST_BLOB_UNKNOWN, () -> put(registry, REPOSITORY, LATEST, index))
                .withMessageContaining("does not have manifest " + blob);

        put(registry, REPOSITORY, blob, image);
        put(registry, REPOSITORY, LATEST, index);
    }

    @Test
    void deletesAManifestWithItsTagsButNotFromUnderAnIndex() {
        Digest image = put(registry, REPOSITORY, LATEST, image(registry, REPOSITORY, layer))
                .digest();
        Digest index = put(registry, REPOSITORY, new Tag("multi"), index(child(registry, image)))
                .digest();

        assertRefused(ErrorCode.UNSUPPORTED, () -> registry.manifests().delete(REPOSITORY, image));
        assertThat(registry.manifests().find(REPOSITORY, LATEST)).isPresent();
        registry.manifests().delete(REPOSITORY, index);
        registry.manifests().delete(REPOSITORY, image);

        assertThat(registry.manifests().find(REPOSITORY, LATEST)).isEmpty();
        assertRefused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.manifests().delete(REPOSITORY, image));
    }

    @Test
    void protectsForeignLayersThatWerePushedAllTheSame() {
        push(registry, REPOSITORY, "{}".getBytes(UTF_8));
        String image = foreign(digest("{}".getBytes(UTF_8)), digest(layer));
        put(registry, REPOSITORY, LATEST, image);
        push(registry, REPOSITORY, layer);
        registry.blobs().delete(REPOSITORY, digest(layer));

        push(registry, REPOSITORY, layer);
        put(registry, REPOSITORY, LATEST, image + " ");

        assertRefused(ErrorCode.UNSUPPORTED, () -> registry.blobs().delete(REPOSITORY, digest(layer)));
    }

    @Test
    void writesNothingInReadOnlyMode() {
        Digest image = put(registry, REPOSITORY, LATEST, image(registry, REPOSITORY, layer))
                .digest();
        Registry readOnly =
                bed.node(EngineConfig.builder().readOnly("moving house").build());

        assertRefused(ErrorCode.UNSUPPORTED, () -> put(readOnly, REPOSITORY, LATEST, "{}"));
        assertRefused(ErrorCode.UNSUPPORTED, () -> readOnly.manifests().delete(REPOSITORY, image));
        assertRefused(ErrorCode.UNSUPPORTED, () -> readOnly.tags().delete(REPOSITORY, LATEST));
        assertRefused(ErrorCode.UNSUPPORTED, () -> readOnly.blobs().delete(REPOSITORY, digest(layer)));
        assertThat(readOnly.manifests().confirm(REPOSITORY, LATEST)).isPresent();
    }

    @Test
    void deletesNothingWhereThatIsSwitchedOff() {
        Digest image = put(registry, REPOSITORY, LATEST, image(registry, REPOSITORY, layer))
                .digest();
        Registry keeping = bed.node(EngineConfig.builder().deletes(false).build());

        assertRefused(ErrorCode.UNSUPPORTED, () -> keeping.manifests().delete(REPOSITORY, image));
        assertRefused(ErrorCode.UNSUPPORTED, () -> keeping.tags().delete(REPOSITORY, LATEST));
        assertRefused(ErrorCode.UNSUPPORTED, () -> keeping.blobs().delete(REPOSITORY, digest(layer)));
        put(keeping, REPOSITORY, LATEST, image(registry, REPOSITORY, layer));
    }

    private PushedManifest putTagged(String manifest, Digest digest, List<Tag> tags) {
        ByteBuffer content = ByteBuffer.wrap(manifest.getBytes(UTF_8));
        return registry.manifests().put(REPOSITORY, new ManifestPush(digest, tags, Optional.empty(), content));
    }

    private static String foreign(Digest config, Digest layer) {
        return image(config, layer)
                .replace(
                        "application/vnd.oci.image.layer.v1.tar",
                        "application/vnd.oci.image.layer.nondistributable.v1.tar");
    }
}
