package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.PushedManifest;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.Tag;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pushing, pulling and deleting manifests and indexes. */
abstract class ManifestClaims extends RegistryClaims {

    @Test
    void answersTheBytesThatWerePushed() {
        ManifestText image = image(APP).annotated("spaces", "stay  as they are");

        PushedManifest pushed = put(APP, "v1", image);

        assertThat(pushed).isEqualTo(new PushedManifest(image.digest(), Optional.empty(), List.of(new Tag("v1"))));
        Manifest expected = new Manifest(image.digest(), MediaType.OCI_MANIFEST, image.bytes());
        assertThat(registry.manifests().find(APP, new Tag("v1"))).hasValue(expected);
        assertThat(registry.manifests().find(APP, image.digest())).hasValue(expected);
        assertThat(registry.manifests().confirm(APP, new Tag("v1"))).hasValue(expected);
        assertThat(registry.manifests().confirm(APP, image.digest())).hasValue(expected);
    }

    @Test
    void whatOneNodeStoresAnotherReads() throws Exception {
        ManifestText image = image(APP);
        put(APP, "v1", image);

        registry = anotherNode();

        assertThat(named(APP, "v1")).hasValue(image.digest());
    }

    @Test
    void findsNothingThatIsNotThere() {
        put(OTHER, "v1", image(OTHER));

        assertThat(registry.manifests().find(APP, new Tag("v1"))).isEmpty();
        assertThat(registry.manifests().confirm(APP, new Tag("v1"))).isEmpty();
        assertThat(registry.manifests().find(OTHER, new Tag("V1"))).isEmpty();
        assertThat(registry.manifests().find(OTHER, anyDigest())).isEmpty();
    }

    @Test
    void aPushByDigestSetsTheTagsItIsGiven() {
        ManifestText image = image(APP);
        List<Tag> tags =
                IntStream.range(0, 10).mapToObj(i -> new Tag("t" + (9 - i))).toList();

        PushedManifest pushed = registry.manifests()
                .put(APP, new ManifestPush(image.digest(), tags, Optional.of(image.mediaType()), image.bytes()));

        assertThat(pushed.tags()).isEqualTo(tags);
        assertThat(registry.tags().list(APP, ALL).items()).hasSize(10);
        assertThat(named(APP, "t7")).hasValue(image.digest());
    }

    @Test
    void aPushByDigestAloneSetsNoTag() {
        ManifestText image = image(APP);

        assertThat(put(APP, image).tags()).isEmpty();

        assertThat(registry.manifests().find(APP, image.digest())).isPresent();
        assertThat(registry.tags().list(APP, ALL).items()).isEmpty();
    }

    @Test
    void keepsSha512() {
        ManifestText image = image(APP);
        Digest sha512 = Digest.compute(DigestAlgorithm.SHA512, image.bytes());

        PushedManifest pushed = put(APP, sha512.toString(), image);

        assertThat(pushed.digest()).isEqualTo(sha512);
        assertThat(registry.manifests().find(APP, sha512).orElseThrow().digest())
                .isEqualTo(sha512);
        assertThat(registry.manifests().find(APP, image.digest())).isEmpty();
    }

    @Test
    void refusesAnotherDigest() {
        ManifestText image = image(APP);
        Digest wrong = anyDigest();

        assertRefused(ErrorCode.DIGEST_INVALID, () -> put(APP, wrong.toString(), image));

        assertThat(registry.manifests().find(APP, wrong)).isEmpty();
        assertThat(registry.manifests().find(APP, image.digest())).isEmpty();
    }

    @Test
    void pushingAgainIsNoError() {
        ManifestText image = image(APP);
        put(APP, "v1", image);
        put(APP, "v1", image);
        put(APP, "v2", image);

        assertThat(named(APP, "v1")).hasValue(image.digest());
        assertThat(named(APP, "v2")).hasValue(image.digest());
    }

    @Test
    void movesTags() {
        ManifestText first = image(APP);
        ManifestText second = image(APP);
        put(APP, "latest", first);
        put(APP, "latest", second);

        assertThat(named(APP, "latest")).hasValue(second.digest());
        assertThat(registry.manifests().find(APP, first.digest())).isPresent();
    }

    @Test
    void takesDockerImagesAndLists() {
        MediaType config = new MediaType("application/vnd.docker.container.image.v1+json");
        ManifestText image = ManifestText.image(
                MediaType.DOCKER_MANIFEST, pushed(APP, config, generated.bytes(10)), pushed(APP, generated.bytes(10)));
        put(APP, image);
        ManifestText list = ManifestText.index(MediaType.DOCKER_MANIFEST_LIST, image.descriptor());
        put(APP, "v1", list);

        Manifest found = registry.manifests().find(APP, new Tag("v1")).orElseThrow();
        assertThat(found.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST_LIST);
        assertThat(registry.manifests().find(APP, image.digest()).orElseThrow().mediaType())
                .isEqualTo(MediaType.DOCKER_MANIFEST);
    }

    @Test
    void takesItsTypeFromTheManifestWhenNobodySays() {
        ManifestText image = image(APP);

        registry.manifests().put(APP, new ManifestPush(new Tag("v1"), List.of(), Optional.empty(), image.bytes()));

        assertThat(registry.manifests().find(APP, new Tag("v1")).orElseThrow().mediaType())
                .isEqualTo(MediaType.OCI_MANIFEST);
    }

    @Test
    void takesItsTypeFromTheClientWhenTheManifestDoesNotSay() {
        ManifestText image = image(APP).without("mediaType");

        put(APP, "v1", image);

        assertThat(registry.manifests().find(APP, new Tag("v1")).orElseThrow().mediaType())
                .isEqualTo(MediaType.OCI_MANIFEST);
    }

    @Test
    void namesEveryMissingReference() {
        Descriptor config = new Descriptor(CONFIG, anyDigest(), 10);
        Descriptor layer = new Descriptor(LAYER, anyDigest(), 10);
        Descriptor elsewhere = pushed(OTHER, generated.bytes(10));
        ManifestText image = ManifestText.image(config, layer, pushed(APP, generated.bytes(10)), elsewhere);

        RegistryException refusal = assertRefused(ErrorCode.MANIFEST_BLOB_UNKNOWN, () -> put(APP, "v1", image));

        assertThat(refusal.errors())
                .allSatisfy(error -> assertThat(error.code()).isEqualTo(ErrorCode.MANIFEST_BLOB_UNKNOWN));
        assertThat(refusal.errors().stream().map(error -> error.detail().get("digest")))
                .containsExactlyInAnyOrder(
                        config.digest().toString(),
                        layer.digest().toString(),
                        elsewhere.digest().toString());
        assertThat(registry.manifests().find(APP, image.digest())).isEmpty();
        assertThat(named(APP, "v1")).isEmpty();
    }

    @Test
    void layersThatLiveElsewhereNeedNotBeThere() {
        String foreign = "{\"mediaType\":\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\",\"size\":5,"
                + "\"digest\":\"" + anyDigest() + "\",\"urls\":[\"https://example.com/layer\"]}";
        ManifestText image = ManifestText.image(pushed(APP, CONFIG, generated.bytes(10)))
                .with("layers", ManifestText.array(List.of(foreign)));

        put(APP, "v1", image);

        assertThat(named(APP, "v1")).hasValue(image.digest());
    }

    /** Clients rely on the descriptor and would fail at every pull. */
    @Test
    void refusesSizesAndTypesThatContradictWhatIsStored() {
        Descriptor config = pushed(APP, CONFIG, generated.bytes(10));
        Descriptor layer = pushed(APP, LAYER, generated.bytes(20));
        ManifestText image = ManifestText.image(config, new Descriptor(LAYER, layer.digest(), 21));
        assertThat(assertRefused(ErrorCode.MANIFEST_INVALID, () -> put(APP, "v1", image)))
                .hasMessageContainingAll(layer.digest().toString(), "21", "20");
        ManifestText twice = ManifestText.image(config, layer, new Descriptor(LAYER, layer.digest(), 21));
        assertRefused(ErrorCode.MANIFEST_INVALID, () -> put(APP, "v1", twice));
        ManifestText child = image(APP);
        put(APP, "child", child);
        Descriptor good = child.descriptor();
        for (Descriptor bad : List.of(
                new Descriptor(good.mediaType(), good.digest(), good.size() + 1),
                new Descriptor(MediaType.DOCKER_MANIFEST, good.digest(), good.size()))) {
            assertRefused(ErrorCode.MANIFEST_INVALID, () -> put(APP, "all", ManifestText.index(bad)));
        }
        put(APP, "all", ManifestText.index(good));
    }

    @Test
    void anIndexNeedsItsChildren() {
        ManifestText child = image(APP);
        ManifestText index = ManifestText.index(child.descriptor());
        assertRefused(ErrorCode.MANIFEST_BLOB_UNKNOWN, () -> put(APP, "all", index));

        put(APP, child);
        put(APP, "all", index);

        assertThat(named(APP, "all")).hasValue(index.digest());
        assertRefused(ErrorCode.UNSUPPORTED, () -> registry.manifests().delete(APP, child.digest()));
        assertThat(registry.manifests().find(APP, child.digest())).isPresent();
        registry.manifests().delete(APP, index.digest());
        registry.manifests().delete(APP, child.digest());
        assertThat(registry.manifests().find(APP, child.digest())).isEmpty();
    }

    @Test
    void anIndexMayListBlobsAsBuildCachesDo() {
        MediaType cacheConfig = new MediaType("application/vnd.buildkit.cacheconfig.v0");
        ManifestText cache =
                ManifestText.index(pushed(APP, generated.bytes(10)), pushed(APP, cacheConfig, generated.bytes(10)));

        put(APP, "cache", cache);

        assertThat(named(APP, "cache")).hasValue(cache.digest());
    }

    @Test
    void anIndexMayBeEmpty() {
        ManifestText index = ManifestText.index();

        put(APP, "empty", index);

        assertThat(named(APP, "empty")).hasValue(index.digest());
    }

    @Test
    void findsTheChildOfAPlatform() {
        ManifestText arm = image(APP);
        ManifestText amd = image(APP);
        put(APP, arm);
        put(APP, amd);
        ManifestText list = ManifestText.index(MediaType.DOCKER_MANIFEST_LIST)
                .with(
                        "manifests",
                        ManifestText.array(List.of(
                                ManifestText.json(arm.descriptor(), "linux", "arm64"),
                                ManifestText.json(amd.descriptor(), "linux", "amd64"))));
        put(APP, "v1", list);
        Manifest found = registry.manifests().find(APP, new Tag("v1")).orElseThrow();

        assertThat(registry.manifests().findForPlatform(APP, found, Platform.LINUX_AMD64))
                .hasValueSatisfying(child -> assertThat(child.digest()).isEqualTo(amd.digest()));
        assertThat(registry.manifests().findForPlatform(APP, found, new Platform("windows", "amd64")))
                .isEmpty();
    }

    @Test
    void deletesAManifestWithItsTags() {
        ManifestText image = image(APP);
        put(APP, "v1", image);
        put(APP, "v2", image);
        put(OTHER, "v1", image(OTHER));

        registry.manifests().delete(APP, image.digest());

        assertThat(registry.manifests().find(APP, image.digest())).isEmpty();
        assertThat(named(APP, "v1")).isEmpty();
        assertThat(registry.tags().list(APP, ALL).items()).isEmpty();
        assertThat(named(OTHER, "v1")).isPresent();
        assertRefused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.manifests().delete(APP, image.digest()));
    }

    @Test
    void deletingOneImageLeavesThoseThatShareItsLayers() throws Exception {
        byte[] shared = generated.bytes(1_000);
        Descriptor layer = pushed(APP, shared);
        ManifestText first = ManifestText.image(pushed(APP, CONFIG, generated.bytes(10)), layer);
        ManifestText second = ManifestText.image(pushed(APP, CONFIG, generated.bytes(10)), layer);
        put(APP, "v1", first);
        put(APP, "v2", second);

        registry.manifests().delete(APP, first.digest());

        assertThat(read(APP, layer.digest())).isEqualTo(shared);
        assertRefused(ErrorCode.UNSUPPORTED, () -> registry.blobs().delete(APP, layer.digest()));
    }
}
