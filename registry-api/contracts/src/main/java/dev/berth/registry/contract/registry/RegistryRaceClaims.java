package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.contract.Race;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Clients that meet, some of them at another node. */
abstract class RegistryRaceClaims extends RegistryClaims {
    private static final int THREADS = 6;

    @Test
    void manyPushOneImage() throws Exception {
        Registry[] nodes = {registry, anotherNode()};
        for (int round = 0; round < Race.ROUNDS; round++) {
            RepositoryName repository = new RepositoryName("round/" + round);
            byte[] config = generated.bytes(50);
            byte[] layer = generated.bytes(20_000);
            ManifestText image = ManifestText.image(
                    new Descriptor(CONFIG, digest(config), config.length),
                    new Descriptor(LAYER, digest(layer), layer.length));
            List<Callable<Digest>> pushes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Registry node = nodes[i % 2];
                pushes.add(() -> {
                    upload(node, repository, layer);
                    node.uploads().push(repository, digest(config), stream(config));
                    return node.manifests()
                            .put(
                                    repository,
                                    new ManifestPush(
                                            new Tag("latest"),
                                            List.of(),
                                            Optional.of(image.mediaType()),
                                            image.bytes()))
                            .digest();
                });
            }

            assertThat(Race.between(pushes)).containsOnly(image.digest());

            assertThat(named(repository, "latest")).hasValue(image.digest());
            assertThat(read(repository, digest(layer))).isEqualTo(layer);
            assertThat(read(repository, digest(config))).isEqualTo(config);
        }
    }

    @Test
    void ofManyThatAppendTheSameChunkOneDoes() throws Exception {
        Registry[] nodes = {registry, anotherNode()};
        for (int round = 0; round < Race.ROUNDS; round++) {
            byte[] content = generated.bytes(30_000);
            UploadId id = registry.uploads().start(APP, DigestAlgorithm.SHA256).id();
            registry.uploads().append(APP, id, chunkAt(content, 0, 10_000));
            List<Callable<String>> appends = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Registry node = nodes[i % 2];
                appends.add(() -> outcome(() -> node.uploads().append(APP, id, chunkAt(content, 10_000, 20_000))));
            }

            List<String> outcomes = Race.between(appends);

            assertThat(outcomes)
                    .containsOnlyOnce("done")
                    .isSubsetOf("done", "RANGE_INVALID", "BLOB_UPLOAD_INVALID", "UNAVAILABLE");
            assertThat(registry.uploads().status(APP, id).offset()).isEqualTo(20_000);
            assertThat(nodes[1].uploads().status(APP, id).offset()).isEqualTo(20_000);
            registry.uploads().finish(APP, id, digest(content), chunkAt(content, 20_000, 30_000));
            assertThat(read(APP, digest(content))).isEqualTo(content);
        }
    }

    @Test
    void ofManyThatFinishOneDoes() throws Exception {
        Registry[] nodes = {registry, anotherNode()};
        for (int round = 0; round < Race.ROUNDS; round++) {
            byte[] content = generated.bytes(10_000);
            UploadId id = registry.uploads().start(APP, DigestAlgorithm.SHA256).id();
            registry.uploads().append(APP, id, chunk(content));
            List<Callable<String>> finishes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Registry node = nodes[i % 2];
                finishes.add(() -> outcome(() -> {
                    node.uploads().finish(APP, id, digest(content), Chunk.empty());
                    return true;
                }));
            }

            List<String> outcomes = Race.between(finishes);

            assertThat(outcomes).contains("done").doesNotContain("DIGEST_INVALID", "UNKNOWN");
            assertThat(read(APP, digest(content))).isEqualTo(content);
        }
    }

    @Test
    void aCancelAndAFinishDoNotMeetHalfWay() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            byte[] content = generated.bytes(10_000);
            UploadId id = registry.uploads().start(APP, DigestAlgorithm.SHA256).id();
            registry.uploads().append(APP, id, chunk(content));

            List<String> outcomes = Race.between(List.of(
                    () -> outcome(() -> {
                        registry.uploads().finish(APP, id, digest(content), Chunk.empty());
                        return true;
                    }),
                    () -> outcome(() -> {
                        registry.uploads().cancel(APP, id);
                        return true;
                    })));

            assertThat(outcomes).contains("done");
            if (outcomes.get(0).equals("done")) {
                assertThat(read(APP, digest(content))).isEqualTo(content);
            } else {
                assertThat(registry.blobs().find(APP, digest(content))).isEmpty();
            }
            assertRefused(
                    ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().status(APP, id));
        }
    }

    @Test
    void anImageIsWholeOrRefusedWhileItsLayerIsDeleted() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            byte[] content = generated.bytes(1_000);
            Descriptor layer = pushed(APP, content);
            ManifestText image = ManifestText.image(pushed(APP, CONFIG, generated.bytes(10)), layer);

            List<String> outcomes = Race.between(List.of(
                    () -> outcome(() -> put(APP, "latest", image)),
                    () -> outcome(() -> {
                        registry.blobs().delete(APP, layer.digest());
                        return true;
                    })));

            if (outcomes.get(0).equals("done")) {
                assertThat(outcomes.get(1)).isEqualTo("UNSUPPORTED");
                assertThat(read(APP, layer.digest())).isEqualTo(content);
            } else {
                assertThat(outcomes).containsExactly("MANIFEST_BLOB_UNKNOWN", "done");
                assertThat(registry.manifests().find(APP, image.digest())).isEmpty();
            }
        }
    }

    private static void upload(Registry node, RepositoryName repository, byte[] content) {
        UploadId id = node.uploads().start(repository, DigestAlgorithm.SHA256).id();
        node.uploads().append(repository, id, chunk(content));
        node.uploads().finish(repository, id, digest(content), Chunk.empty());
    }

    private static String outcome(Callable<?> call) throws Exception {
        try {
            call.call();
            return "done";
        } catch (RegistryException e) {
            return e.code().name();
        }
    }
}
