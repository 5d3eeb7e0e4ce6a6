package dev.berth.registry.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.BrokenStream;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are built in code, and the steps of a host with the images of a repository. */
class BuiltImageTest {
    private static final Tag V1 = new Tag("v1");

    private final Registry registry =
            RegistryEngine.over(new InMemoryMetadataStore(Clock.systemUTC()), new InMemoryBlobStore(Clock.systemUTC()));
    private final RepositoryImages images = new RepositoryImages(registry, new RepositoryName("team/app"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isCopiedIntoARegistry() throws IOException {
        BuiltImage image = BuiltImage.builder()
                .files(Map.of("etc/motd", "Hello\n"))
                .label("version", "1")
                .annotation("org.opencontainers.image.title", "hello")
                .entrypoint("/bin/hello", "now")
                .platform(new Platform("linux", "arm64"))
                .build();

        CopiedImage copied = ImageCopy.between(image, images).copy(V1);

        assertThat(copied.digest()).isEqualTo(image.digest());
        assertThat(copied.blobs()).isEqualTo(2);
        assertThat(images.find(V1)).contains(image.manifest());
        assertThat(StandardCharsets.UTF_8.decode(image.manifest().content()).toString())
                .contains("\"annotations\":{\"org.opencontainers.image.title\":\"hello\"}");
    }

    @Test
    void theSameFilesGiveTheSameImageHoweverTheyAreGiven() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/motd"), "Hello\n");
        Files.writeString(folder.resolve("a"), "a");

        BuiltImage image = BuiltImage.of(Map.of("etc/motd", "Hello\n", "a", "a"));

        assertThat(BuiltImage.builder().directory(folder).build().digest()).isEqualTo(image.digest());
        assertThat(image.find(Digest.of("sha256:" + "0".repeat(64)))).isEmpty();
    }

    @Test
    void layersAreArchivesOfLongPathsToo() throws Exception {
        String path = "d".repeat(90) + "/" + "e".repeat(90) + "/file";
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        Path archive = Files.write(folder.resolve("layer.tar"), TarFiles.of(new TreeMap<>(Map.of(path, content))));

        Process tar = new ProcessBuilder("tar", "-xOf", archive.toString(), path).start();

        assertThat(tar.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("content");
        String tooLong = "x".repeat(101);
        assertThatThrownBy(() -> BuiltImage.of(Map.of(tooLong, "")))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("too long for a layer: " + tooLong);
    }

    @Test
    void aBlobIsPushedWithoutKnowingItsDigest() {
        byte[] content = "some bytes".getBytes(StandardCharsets.UTF_8);

        Digest digest = images.push(new ByteArrayInputStream(content));

        assertThat(digest).isEqualTo(Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content)));
        assertThat(images.contains(digest)).isTrue();
        assertThatThrownBy(() -> images.push(new BrokenStream(content, 5)))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BLOB_UPLOAD_INVALID));
    }

    @Test
    void aTagIsSetToAManifestThatIsThere() throws IOException {
        Digest digest = ImageCopy.between(BuiltImage.of(Map.of("a", "1")), images)
                .copy(V1)
                .digest();

        assertThat(images.tag(V1, new Tag("stable"))).isEqualTo(digest);
        assertThat(images.tag(digest, new Tag("latest"))).isEqualTo(digest);

        for (String tag : List.of("stable", "latest")) {
            assertThat(images.find(new Tag(tag)).map(Manifest::digest)).isEqualTo(Optional.of(digest));
        }
        assertThatThrownBy(() -> images.tag(new Tag("none"), V1))
                .isInstanceOf(RegistryException.class)
                .hasMessageEndingWith("repository team/app has no manifest none to tag");
    }
}
