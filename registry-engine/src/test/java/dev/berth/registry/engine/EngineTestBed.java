package dev.berth.registry.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.Blob;
import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.PushedManifest;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.UploadSession;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

/** Stores in memory, a clock that stands still, and what tests do with a registry over them. */
public final class EngineTestBed {
    public static final RepositoryName REPOSITORY = new RepositoryName("library/alpine");
    static final RepositoryName OTHER = new RepositoryName("team/app");

    final TestClock clock = new TestClock();
    final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    final Generated generated = new Generated(new SplittableRandom(1));
    final BlobStore served;

    public EngineTestBed() {
        this(store -> store);
    }

    /** Gives the nodes a decorated {@link #storage}. */
    public EngineTestBed(UnaryOperator<BlobStore> view) {
        served = view.apply(storage);
    }

    /** A node of its own over the shared stores. */
    public RegistryEngine node() {
        return node(EngineConfig.defaults());
    }

    public RegistryEngine node(EngineConfig config) {
        return RegistryEngine.builder().clock(clock).config(config).build(metadata, served);
    }

    static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }

    static Digest sha512(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap(content));
    }

    static Chunk stream(byte[] content) {
        return Chunk.stream(new ByteArrayInputStream(content));
    }

    static Chunk at(long offset, byte[] content) {
        return Chunk.at(new ByteRange(offset, content.length), new ByteArrayInputStream(content));
    }

    static byte[] concatenation(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    public static UploadSession start(Registry registry) {
        return registry.uploads().start(REPOSITORY, DigestAlgorithm.SHA256);
    }

    static Digest push(Registry registry, RepositoryName repository, byte[] content) {
        Digest digest = digest(content);
        registry.uploads().push(repository, digest, new ByteArrayInputStream(content));
        return digest;
    }

    static PushedManifest put(Registry registry, RepositoryName repository, Reference reference, String manifest) {
        return registry.manifests()
                .put(
                        repository,
                        new ManifestPush(
                                reference, List.of(), Optional.empty(), ByteBuffer.wrap(manifest.getBytes(UTF_8))));
    }

    /** An image of one layer, both of which are pushed. */
    static String image(Registry registry, RepositoryName repository, byte[] layer) {
        return image(push(registry, repository, "{}".getBytes(UTF_8)), push(registry, repository, layer), layer.length);
    }

    static String image(Digest config, Digest layer) {
        return image(config, layer, 3);
    }

    static String image(Digest config, Digest layer, int layerSize) {
        return """
            {"schemaVersion":2,"mediaType":"%s",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},
             "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}\
            """.formatted(MediaType.OCI_MANIFEST, config, layer, layerSize);
    }

    static String index(String... children) {
        return """
            {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}\
            """.formatted(MediaType.OCI_INDEX, String.join(",", children));
    }

    /** Of a manifest or blob, of any size if it is not there. */
    static String child(Registry registry, Digest digest) {
        Optional<Manifest> manifest = registry.manifests().confirm(REPOSITORY, digest);
        OptionalLong blob = registry.blobs().confirm(REPOSITORY, digest);
        MediaType absent =
                blob.isPresent() ? new MediaType("application/vnd.oci.image.layer.v1.tar") : MediaType.OCI_MANIFEST;
        MediaType mediaType = manifest.map(Manifest::mediaType).orElse(absent);
        long size = manifest.map(found -> (long) found.size()).orElse(blob.orElse(100));
        return """
            {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"linux","architecture":"amd64"}}\
            """.formatted(mediaType, digest, size);
    }

    static byte[] read(Registry registry, RepositoryName repository, Digest digest) throws IOException {
        Blob blob = registry.blobs().find(repository, digest).orElseThrow();
        try (BlobContent content = blob.open(ByteRange.whole(blob.size()))) {
            return Channels.newInputStream(content.channel()).readNBytes((int) content.length());
        }
    }

    int objects() throws Exception {
        return storage.list("", PageRequest.first(1_000)).items().size();
    }

    public static ThrowableAssertAlternative<RegistryException> assertRefused(ErrorCode code, ThrowingCallable call) {
        return assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
