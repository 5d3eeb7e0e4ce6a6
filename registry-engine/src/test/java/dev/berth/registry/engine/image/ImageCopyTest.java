package dev.berth.registry.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of images between repositories, registries and layouts. */
class ImageCopyTest {
    private static final Tag V1 = new Tag("v1");
    private static final MediaType LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar+gzip");
    private static final MediaType FOREIGN = new MediaType("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");

    private final Generated generated = new Generated(Seed.of(getClass()).random());
    private final Registry registry = registry();
    private final RepositoryImages app = new RepositoryImages(registry, new RepositoryName("team/app"));
    private final RepositoryImages other = new RepositoryImages(registry(), new RepositoryName("copy"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anImageOfManyPlatformsGoesThroughALayoutIntoAnotherRegistry() throws IOException {
        Descriptor first = platform();
        Descriptor second = platform();
        Descriptor nested = push(ManifestText.index(second), Optional.empty());
        Descriptor index = push(ManifestText.index(first, nested, first), Optional.of(V1));
        OciLayout layout = OciLayout.openOrCreate(folder.resolve("layout"));

        CopiedImage saved = ImageCopy.between(app, layout).copy(V1);
        CopiedImage loaded = ImageCopy.between(OciLayout.open(folder.resolve("layout")), other)
                .copy(V1, Optional.of(new Tag("copied")));

        assertThat(saved.digest()).isEqualTo(index.digest());
        assertThat(saved.manifests()).isEqualTo(4);
        assertThat(saved.blobs()).isEqualTo(4);
        assertThat(loaded).isEqualTo(saved);
        assertThat(other.find(new Tag("copied")).map(Manifest::digest)).contains(index.digest());
        for (Descriptor each : List.of(first, second, nested, index)) {
            assertThat(other.find(each.digest())).isEqualTo(app.find(each.digest()));
        }
        assertThat(layout.tags()).containsExactly(V1);
    }

    @Test
    void aCopyToAnotherRepositoryOfTheRegistryReadsNoBytes() throws IOException {
        Descriptor image = push(image(), Optional.of(V1));
        RepositoryImages neighbour = new RepositoryImages(registry, new RepositoryName("team/neighbour"));

        CopiedImage copied = ImageCopy.between(app, neighbour).copy(V1);

        assertThat(copied).isEqualTo(new CopiedImage(image.digest(), 1, 0, 0));
        assertThat(neighbour.find(V1)).isEqualTo(app.find(V1));
    }

    @Test
    void aSecondCopyStoresOnlyNewContent() throws IOException {
        push(image(), Optional.of(V1));
        ImageCopy copy = ImageCopy.between(app, other);

        assertThat(copy.copy(V1).blobs()).isEqualTo(2);
        assertThat(copy.copy(V1).blobs()).isZero();
    }

    @Test
    void referrersFollowOnRequest() throws IOException {
        Descriptor image = platform();
        Descriptor index = push(ManifestText.index(image), Optional.of(V1));
        Descriptor signature = push(image().about(image).ofType("application/sig"), Optional.empty());
        Descriptor attestation = push(image().about(signature).ofType("application/attestation"), Optional.empty());
        OciLayout layout = OciLayout.openOrCreate(folder);

        assertThat(ImageCopy.between(app, layout).copy(V1).manifests()).isEqualTo(2);
        assertThat(ImageCopy.between(app, layout).withReferrers().copy(V1).manifests())
                .isEqualTo(4);
        assertThat(ImageCopy.between(layout, other).withReferrers().copy(V1).digest())
                .isEqualTo(index.digest());
        assertThat(other.referrers(image.digest())).containsExactly(signature.digest());
        assertThat(other.referrers(signature.digest())).containsExactly(attestation.digest());
    }

    @Test
    void aLayerOfAnotherHostMayBeMissing() throws IOException {
        Descriptor foreign = new Descriptor(FOREIGN, digest(generated.bytes(5)), 5);
        Descriptor image =
                push(ManifestText.image(MediaType.DOCKER_MANIFEST, blob(), blob(), foreign), Optional.of(V1));

        assertThat(ImageCopy.between(app, other).copy(V1).digest()).isEqualTo(image.digest());
    }

    @Test
    void aLayoutKeepsWhatOtherProgramsWroteAndMovesTags() throws IOException {
        OciLayout layout = OciLayout.openOrCreate(folder);
        Descriptor old = push(image(), Optional.of(V1));
        ImageCopy.between(app, layout).copy(old.digest());
        ImageCopy.between(app, layout).copy(V1);
        Path index = folder.resolve("index.json");
        String written = Files.readString(index);
        assertThat(written.split("\"digest\"")).hasSize(2);
        Files.writeString(
                index,
                written.replace("\"schemaVersion\"", "\"annotations\":{\"by\":\"hand\"},\"schemaVersion\"")
                        .replace("\"size\"", "\"x-own\":[1,{\"a\":null}],\"size\""));

        Descriptor moved = push(image(), Optional.of(V1));
        ImageCopy.between(app, layout).copy(moved.digest());
        assertThat(Files.readString(index)).contains("\"by\":\"hand\"", "\"x-own\":[1,{\"a\":null}]");
        ImageCopy.between(app, layout).copy(V1);

        assertThat(layout.find(V1).map(Manifest::digest)).contains(moved.digest());
        assertThat(Files.readString(index).split("\"digest\"")).hasSize(2);
    }

    @Test
    void brokenContentOfALayoutIsRefusedAndLeavesNothing() throws IOException {
        Descriptor image = push(image(), Optional.of(V1));
        OciLayout layout = OciLayout.openOrCreate(folder);
        ImageCopy.between(app, layout).copy(V1);
        try (Stream<Path> blobs = Files.list(folder.resolve("blobs/sha256"))) {
            for (Path blob :
                    blobs.filter(file -> !file.endsWith(image.digest().hex())).toList()) {
                Files.writeString(blob, "other bytes");
            }
        }

        refuses(ErrorCode.DIGEST_INVALID, () -> ImageCopy.between(layout, other).copy(V1));
        Digest right = digest(new byte[] {1});
        assertThatThrownBy(() -> layout.push(right, new ByteArrayInputStream(new byte[] {2})))
                .isInstanceOf(RegistryException.class);
        assertThat(layout.contains(right)).isFalse();
        try (Stream<Path> files = Files.list(folder.resolve("blobs/sha256"))) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
        Files.writeString(folder.resolve("blobs/sha256").resolve(image.digest().hex()), "{}");
        refuses(ErrorCode.DIGEST_INVALID, () -> layout.find(V1));
    }

    @Test
    void anImageThatIsNotThereIsUnknown() {
        refuses(ErrorCode.MANIFEST_UNKNOWN, () -> ImageCopy.between(app, other).copy(V1));
    }

    @Test
    void aDirectoryOfOtherFilesIsNoLayout() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "notes");

        assertThatThrownBy(() -> OciLayout.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("oci-layout");
        assertThatThrownBy(() -> OciLayout.openOrCreate(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("neither empty nor an OCI image layout");
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\": \"2.0.0\"}");
        assertThatThrownBy(() -> OciLayout.open(folder)).hasMessageContaining("version 1");
    }

    @Test
    void aHostileIndexIsRefused() throws IOException {
        OciLayout layout = OciLayout.openOrCreate(folder);
        for (String index : List.of(
                "",
                "[]",
                "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"sha256:../../x\"}]}",
                "{\"manifests\":{}}")) {
            Files.writeString(folder.resolve("index.json"), index);
            assertThatThrownBy(() -> layout.find(V1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("index.json");
        }
    }

    /** A link to a device without an end would fill the memory. */
    @Test
    void anIndexThatIsNoFileIsRefused() throws IOException {
        OciLayout layout = OciLayout.openOrCreate(folder);
        Path index = folder.resolve("index.json");
        Files.delete(index);
        Files.createSymbolicLink(index, Path.of("/dev/null"));
        assertThatThrownBy(() -> layout.find(V1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no file");
    }

    private static void refuses(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.errors().get(0).code()).isEqualTo(code));
    }

    private static Registry registry() {
        Clock clock = Clock.systemUTC();
        return RegistryEngine.over(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock));
    }

    private Descriptor platform() {
        return push(image(), Optional.empty());
    }

    private ManifestText image() {
        return ManifestText.image(blob(), blob());
    }

    private Descriptor blob() {
        byte[] bytes = generated.bytes(100);
        app.push(digest(bytes), new ByteArrayInputStream(bytes));
        return new Descriptor(LAYER, digest(bytes), bytes.length);
    }

    private Descriptor push(ManifestText text, Optional<Tag> tag) {
        registry.manifests()
                .put(
                        app.repository(),
                        new ManifestPush(
                                text.digest(), tag.stream().toList(), Optional.of(text.mediaType()), text.bytes()));
        return new Descriptor(text.mediaType(), text.digest(), text.bytes().remaining());
    }

    private static Digest digest(byte[] bytes) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(bytes));
    }
}
