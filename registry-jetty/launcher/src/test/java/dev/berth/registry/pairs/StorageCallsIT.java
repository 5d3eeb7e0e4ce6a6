package dev.berth.registry.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Blob;
import dev.berth.registry.Chunk;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.MountSource;
import dev.berth.registry.PresignedUrlOptions;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.storage.s3.FaultyHttp;
import dev.berth.registry.storage.s3.Trial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The number of S3 calls of each operation of a registry; none of them lists, checks or copies. */
final class StorageCallsIT {
    private static final RepositoryName APP = new RepositoryName("app");
    private static final RepositoryName OTHER = new RepositoryName("other");
    private static final Tag LATEST = new Tag("latest");
    private static final PageRequest PAGE = PageRequest.first(10);

    private final Trial trial = new Trial();
    private final FaultyHttp http = trial.http();
    private final Registry registry =
            RegistryEngine.over(new InMemoryMetadataStore(Clock.systemUTC()), trial.store(http));

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void aSmallBlobIsTwoAtMost() {
        push(bytes(1_000));
        assertThat(http.calls()).containsExactly("PUT");

        http.forgetCalls();
        upload(bytes(2_000));
        assertThat(http.calls()).containsExactly("PUT", "PUT");
    }

    @Test
    void aLargeBlobIsItsPartsAndTwo() {
        upload(bytes(22 * Trial.MIB));

        assertThat(http.calls()).hasSize(4 + 2).startsWith("POST uploads").endsWith("POST uploadId");
        assertThat(Collections.frequency(http.calls(), "PUT partNumber&uploadId"))
                .isEqualTo(4);
    }

    @Test
    void lookingMountingAndDeletingIsNone() {
        Digest layer = push(bytes(100_000));
        http.forgetCalls();

        registry.blobs().confirm(APP, layer);
        registry.uploads().mount(OTHER, layer, new MountSource.From(APP));
        registry.blobs().delete(APP, layer);
        registry.uploads().start(APP, DigestAlgorithm.SHA256);

        assertThat(http.calls()).isEmpty();
    }

    @Test
    void manifestsAndTagsAreNone() {
        Digest config = push("{}".getBytes(StandardCharsets.UTF_8));
        Digest layer = push(bytes(100_000));
        http.forgetCalls();

        Digest manifest = putManifest(config, layer);
        assertThat(registry.manifests().find(APP, manifest)).isPresent();
        assertThat(registry.manifests().confirm(APP, LATEST)).isPresent();
        assertThat(registry.tags().list(APP, PAGE).items()).containsExactly(LATEST);
        assertThat(registry.catalog().list(PAGE, name -> true).items()).containsExactly(APP);
        ReferrersRequest referrers = new ReferrersRequest(Optional.empty(), PAGE);
        assertThat(registry.manifests().referrers(APP, manifest, referrers).items())
                .isEmpty();
        registry.tags().delete(APP, LATEST);
        registry.manifests().delete(APP, manifest);

        assertThat(http.calls()).isEmpty();
    }

    @Test
    void readingIsOneAndALinkIsNone() throws IOException {
        byte[] content = bytes(100_000);
        Blob blob = registry.blobs().find(APP, push(content)).orElseThrow();
        http.forgetCalls();

        assertThat(blob.link(new PresignedUrlOptions(Duration.ofMinutes(1), "application/octet-stream", "attachment")))
                .isPresent();
        assertThat(http.calls()).isEmpty();

        try (BlobContent read = blob.open(ByteRange.whole(blob.size()))) {
            assertThat(Channels.newInputStream(read.channel()).readNBytes(content.length))
                    .isEqualTo(content);
        }
        assertThat(http.calls()).containsExactly("GET");
    }

    private Digest push(byte[] content) {
        registry.uploads().push(APP, digest(content), new ByteArrayInputStream(content));
        return digest(content);
    }

    private void upload(byte[] content) {
        UploadId id = registry.uploads().start(APP, DigestAlgorithm.SHA256).id();
        registry.uploads().append(APP, id, Chunk.stream(new ByteArrayInputStream(content)));
        registry.uploads().finish(APP, id, digest(content), Chunk.empty());
    }

    private Digest putManifest(Digest config, Digest layer) {
        byte[] manifest = ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                        + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                        + config
                        + "\",\"size\":2},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\""
                        + layer + "\",\"size\":100000}]}")
                .getBytes(StandardCharsets.UTF_8);
        registry.manifests().put(APP, new ManifestPush(LATEST, List.of(), Optional.empty(), ByteBuffer.wrap(manifest)));
        return digest(manifest);
    }

    private static byte[] bytes(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }
}
