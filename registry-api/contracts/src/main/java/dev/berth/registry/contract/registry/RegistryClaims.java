package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.Blob;
import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.PushedManifest;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

/** A registry, its clock and the few steps all claims about one are made of. */
abstract class RegistryClaims {
    static final RepositoryName APP = new RepositoryName("team/app");
    static final RepositoryName OTHER = new RepositoryName("team/other");
    static final PageRequest ALL = PageRequest.first(1_000);
    static final MediaType LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar");
    static final MediaType CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");

    final Generated generated = new Generated(Seed.of(getClass()).random());
    final TestClock clock = new TestClock();
    Registry registry;

    abstract Registry open(Clock with) throws Exception;

    @BeforeEach
    final void openRegistry() throws Exception {
        registry = open(clock);
    }

    /** Another engine over the same stores. */
    final Registry anotherNode() throws Exception {
        return open(clock);
    }

    final Descriptor pushed(RepositoryName repository, byte[] content) {
        return pushed(repository, LAYER, content);
    }

    final Descriptor pushed(RepositoryName repository, MediaType type, byte[] content) {
        Digest digest = digest(content);
        registry.uploads().push(repository, digest, stream(content));
        return new Descriptor(type, digest, content.length);
    }

    /** An image with a new config and a new layer; its blobs are pushed, the manifest is not. */
    final ManifestText image(RepositoryName repository) {
        return ManifestText.image(
                pushed(repository, CONFIG, generated.bytes(100)), pushed(repository, generated.bytes(1_000)));
    }

    final PushedManifest put(RepositoryName repository, String reference, ManifestText text) {
        return registry.manifests()
                .put(
                        repository,
                        new ManifestPush(
                                Reference.parse(reference).orElseThrow(),
                                List.of(),
                                Optional.of(text.mediaType()),
                                text.bytes()));
    }

    /** Pushes by digest. */
    final PushedManifest put(RepositoryName repository, ManifestText text) {
        return put(repository, text.digest().toString(), text);
    }

    final Optional<Digest> named(RepositoryName repository, String tag) {
        return registry.manifests().find(repository, new Tag(tag)).map(found -> found.digest());
    }

    final byte[] read(RepositoryName repository, Digest digest) throws IOException {
        Blob blob = registry.blobs().find(repository, digest).orElseThrow();
        return read(blob, ByteRange.whole(blob.size()));
    }

    static byte[] read(Blob blob, ByteRange range) throws IOException {
        try (BlobContent content = blob.open(range)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(content.length()));
            while (bytes.hasRemaining()) {
                assertThat(content.channel().read(bytes)).as("bytes read").isPositive();
            }
            return bytes.array();
        }
    }

    static RegistryException assertRefused(ErrorCode code, ThrowingCallable call) {
        RegistryException[] caught = new RegistryException[1];
        assertThatExceptionOfType(RegistryException.class).isThrownBy(call).satisfies(refusal -> {
            assertThat(refusal.code()).as("%s", refusal.getMessage()).isEqualTo(code);
            assertThat(refusal.errors())
                    .allSatisfy(error -> assertThat(error.message()).isNotBlank());
            caught[0] = refusal;
        });
        return caught[0];
    }

    final Digest anyDigest() {
        return digest(generated.bytes(20));
    }

    static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }

    static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    static Chunk chunk(byte[] content) {
        return Chunk.stream(stream(content));
    }

    /** A chunk with its position: bytes {@code from} to {@code to} of {@code content}. */
    static Chunk chunkAt(byte[] content, int from, int to) {
        return Chunk.at(new ByteRange(from, to - from), stream(Arrays.copyOfRange(content, from, to)));
    }
}
