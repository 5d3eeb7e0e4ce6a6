package dev.berth.registry.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Blob;
import dev.berth.registry.Chunk;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.StoredObject;
import dev.berth.registry.storage.s3.FaultyHttp;
import dev.berth.registry.storage.s3.Trial;
import dev.berth.registry.testing.FullBuild;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each call of S3 that pushes and pulls make fails in each way, without a retry. */
@FullBuild
final class FaultyStorageIT {
    private static final RepositoryName APP = new RepositoryName("app");
    private static final byte[] SMALL = bytes(1_000);
    private static final byte[] LARGE = bytes(6 * Trial.MIB);
    private static final int FIRST = 100_000;

    private final Trial trial = new Trial();
    private final BlobStore healthy = trial.store();

    @AfterEach
    void close() {
        trial.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAcknowledgedStaysAndNothingElseShows(FaultyHttp.Fault fault) throws Exception {
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            FaultyHttp http = trial.http(fault, at);
            calls = pushAndPull(http, fault + " at " + at);
        }
        assertThat(calls).isGreaterThanOrEqualTo(6);
    }

    private int pushAndPull(FaultyHttp http, String what) throws Exception {
        MetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());
        Registry node =
                over(metadata, trial.store(http, trial.config().maxRetries(0).build()));
        Registry elsewhere = over(metadata, healthy);

        assertAsAcknowledged(elsewhere, SMALL, attempt(() -> push(node, SMALL)), what);
        assertAsAcknowledged(elsewhere, LARGE, attempt(() -> upload(node, LARGE)), what);
        attempt(() -> assertThat(read(node, SMALL)).as(what).isEqualTo(SMALL));
        int calls = http.calls().size();

        push(elsewhere, SMALL);
        upload(elsewhere, LARGE);
        assertThat(read(elsewhere, SMALL)).as(what).isEqualTo(SMALL);
        assertThat(read(elsewhere, LARGE)).as(what).isEqualTo(LARGE);
        removeAll();
        return calls;
    }

    private static void assertAsAcknowledged(Registry registry, byte[] content, boolean acknowledged, String what)
            throws IOException {
        if (acknowledged) {
            assertThat(read(registry, content)).as(what).isEqualTo(content);
        } else {
            assertThat(registry.blobs().find(APP, digest(content))).as(what).isEmpty();
        }
    }

    private void removeAll() throws Exception {
        healthy.delete(healthy.list("", PageRequest.first(1_000)).items().stream()
                .map(StoredObject::key)
                .toList());
    }

    /** A request of a client. */
    private interface Request {
        void send() throws IOException;
    }

    /** True when it was answered without a failure. A missing blob is an answer, too. */
    private static boolean attempt(Request request) {
        try {
            request.send();
            return true;
        } catch (RegistryException | IOException refused) {
            return false;
        }
    }

    private static Registry over(MetadataStore metadata, BlobStore blobs) {
        return RegistryEngine.builder()
                .config(EngineConfig.builder().blobCacheBytes(0).build())
                .build(metadata, blobs);
    }

    private static void push(Registry registry, byte[] content) {
        registry.uploads().push(APP, digest(content), new ByteArrayInputStream(content));
    }

    private static void upload(Registry registry, byte[] content) {
        UploadId id = registry.uploads().start(APP, DigestAlgorithm.SHA256).id();
        registry.uploads().append(APP, id, Chunk.stream(new ByteArrayInputStream(content, 0, FIRST)));
        registry.uploads()
                .append(APP, id, Chunk.stream(new ByteArrayInputStream(content, FIRST, content.length - FIRST)));
        registry.uploads().finish(APP, id, digest(content), Chunk.empty());
    }

    private static byte[] read(Registry registry, byte[] content) throws IOException {
        Blob blob = registry.blobs().find(APP, digest(content)).orElseThrow(() -> new IOException("no such blob"));
        try (BlobContent read = blob.open(ByteRange.whole(blob.size()))) {
            return Channels.newInputStream(read.channel()).readNBytes((int) read.length());
        }
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
