package dev.berth.registry.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.registry.specification.DataSet.Document;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests, apart from what is in them. */
abstract class ManifestClaims extends Claims {

    @ParameterizedTest
    @MethodSource("algorithms")
    void aPushByDigestMaySetTags(String algorithm) throws Exception {
        DataSet set = new DataSet("tags", algorithm, generated)
                .with(content -> content.index().add());
        pushed(set);
        Document index =
                set.manifests.values().stream().reduce((first, last) -> last).orElseThrow();
        List<String> tags = new ArrayList<>();
        URI target = repository.manifest(index.digest());
        for (int i = 0; i < 10; i++) {
            tags.add("tag" + i);
            target = Repository.with(target, "tag", "tag" + i);
        }

        Answer created = repository
                .put(target, index.mediaType(), index.content().bytes())
                .is(201);

        assertThat(created.members("OCI-Tag")).containsExactlyInAnyOrderElementsOf(tags);
        for (String tag : tags) {
            repository.getManifest(tag).is(200).carries(index.content());
        }
        assertThat(wire.get(repository.tags()).strings("tags")).isEqualTo(tags);
    }

    @Test
    void aTagMoves() throws Exception {
        DataSet set = new DataSet("two", "sha256", generated)
                .with(content -> content.image().add())
                .with(content -> content.image().add());
        pushed(set);
        for (Document image : set.manifests.values()) {
            repository
                    .put(
                            repository.manifest("latest"),
                            image.mediaType(),
                            image.content().bytes())
                    .is(201);
            repository.getManifest("latest").is(200).carries(image.content());
        }
        for (Document image : set.manifests.values()) {
            repository.getManifest(image.digest()).is(200);
        }
    }

    @Test
    void deletingAManifestTakesItsTags() throws Exception {
        Document image = anImage();
        for (String tag : List.of("one", "two")) {
            repository
                    .put(
                            repository.manifest(tag),
                            image.mediaType(),
                            image.content().bytes())
                    .is(201);
        }

        wire.delete(repository.manifest(image.digest())).is(202);

        repository.headManifest("one").is(404);
        repository.getManifest("two").refuses(404, "MANIFEST_UNKNOWN");
        wire.delete(repository.manifest(image.digest())).refuses(404, "MANIFEST_UNKNOWN");
        assertThat(wire.get(repository.tags()).is(200).strings("tags")).isEmpty();
    }

    @Test
    void refusesBytesThatDoNotHaveTheDigest() throws Exception {
        Document image = anImage();
        String other = unknownDigest();

        repository
                .put(
                        repository.manifest(other),
                        image.mediaType(),
                        image.content().bytes())
                .refuses(400, "DIGEST_INVALID");

        repository.headManifest(other).is(404);
    }

    @Test
    void refusesADigestThatIsNone() throws Exception {
        Document image = anImage();
        URI target = repository.manifest("sha256:baddigeststring");

        repository.put(target, image.mediaType(), image.content().bytes()).is(400);

        wire.get(target).is(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "not json", "{\"schemaVersion\":2}", "{\"schemaVersion\":1,\"fsLayers\":[]}"})
    void refusesWhatIsNoManifest(String text) throws Exception {
        repository
                .put(repository.manifest("broken"), MediaTypes.IMAGE, text.getBytes(StandardCharsets.UTF_8))
                .refuses(400, "MANIFEST_INVALID");
    }

    @Test
    void whatWasNeverPushedIsNotThere() throws Exception {
        repository.getManifest("never").refuses(404, "MANIFEST_UNKNOWN");
        repository.getManifest(unknownDigest()).refuses(404, "MANIFEST_UNKNOWN");
        wire.delete(repository.manifest("never")).is(404);
        wire.delete(repository.manifest(unknownDigest())).is(404);
    }

    @Test
    void neverBreaksAnIndexSilently() throws Exception {
        DataSet set = new DataSet("index", "sha256", generated)
                .with(content -> content.index().tag("index").add());
        new DataSetSteps(repository, set).push();
        String child = set.manifests.keySet().iterator().next();

        int status = wire.delete(repository.manifest(child)).status();

        assertThat(status).isBetween(400, 499);
        repository.getManifest(child).is(200);
    }

    @Test
    void keepsABlobThatAManifestNeeds() throws Exception {
        DataSet set = new DataSet("image", "sha256", generated)
                .with(content -> content.image().tag("image").add());
        new DataSetSteps(repository, set).push();
        for (Content blob : set.blobs.values()) {
            assertThat(wire.delete(repository.blob(blob.digest())).status()).isBetween(400, 499);
            repository.hasBlob(blob);
        }
    }

    @Test
    void takesManifestsOf4MebibytesAndNoMore() throws Exception {
        int limit = 4 << 20;
        DataSet set = new DataSet("limit", "sha256", generated);
        ObjectNode config = set.empty();
        byte[] small = manifestOf(config, 0);
        pushed(set);

        repository
                .put(repository.manifest("most"), MediaTypes.IMAGE, manifestOf(config, limit - small.length))
                .is(201);
        repository
                .put(repository.manifest("more"), MediaTypes.IMAGE, manifestOf(config, limit - small.length + 1))
                .is(413);
        repository.headManifest("more").is(404);
    }

    private static byte[] manifestOf(ObjectNode config, int padding) throws Exception {
        ObjectNode json =
                DataSet.JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.IMAGE);
        json.set("config", config);
        json.putArray("layers");
        json.put("x-padding", "x".repeat(padding));
        return DataSet.JSON.writeValueAsBytes(json);
    }

    private Document anImage() throws Exception {
        DataSet set = new DataSet("image", "sha256", generated)
                .with(content -> content.image().add());
        pushed(set);
        return set.manifests.values().iterator().next();
    }

    private void pushed(DataSet set) throws Exception {
        new DataSetSteps(repository, set).push();
    }
}
