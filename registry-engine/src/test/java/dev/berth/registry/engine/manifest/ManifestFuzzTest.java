package dev.berth.registry.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.spi.metadata.ManifestReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Manifests, with or without a Content-Type; what is let in is read again by a parser of another kind. */
final class ManifestFuzzTest {
    private static final ObjectMapper SECOND_OPINION = new ObjectMapper();
    private static final int MAX_DESCRIPTORS = 50;
    private static final List<Optional<MediaType>> ANNOUNCED = List.of(
            Optional.empty(),
            Optional.of(MediaType.OCI_MANIFEST),
            Optional.of(MediaType.OCI_INDEX),
            Optional.of(MediaType.DOCKER_MANIFEST));

    private final ManifestReader reader = new ManifestReader(MAX_DESCRIPTORS);

    @FuzzTest
    void manifest(byte[] input) throws IOException {
        for (Optional<MediaType> announced : ANNOUNCED) {
            Optional<ReadManifest> read = read(announced, input);
            if (read.isPresent()) {
                assertSame(read.get(), SECOND_OPINION.readTree(input), announced);
                assertKept(read.get(), input);
            }
        }
    }

    private Optional<ReadManifest> read(Optional<MediaType> announced, byte[] input) {
        try {
            return Optional.of(reader.read(announced, ByteBuffer.wrap(input)));
        } catch (RegistryException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.MANIFEST_INVALID);
            assertThat(refused.getMessage()).matches("[ -~]{1,700}");
            return Optional.empty();
        }
    }

    private static void assertSame(ReadManifest read, JsonNode tree, Optional<MediaType> announced) {
        assertThat(tree.path("schemaVersion").longValue()).isEqualTo(2);
        announced.ifPresent(type -> assertThat(read.mediaType()).isEqualTo(type));
        if (!tree.path("mediaType").asText("").isEmpty()) {
            assertThat(MediaType.parse(tree.path("mediaType").textValue())).contains(read.mediaType());
        }
        assertThat(read.subject().map(Digest::toString)).isEqualTo(digest(tree.path("subject")));
        assertThat(read.annotations()).isEqualTo(strings(tree.path("annotations")));
        if (read.mediaType().isIndex()) {
            assertThat(digests(read)).isEqualTo(digests(tree.path("manifests")));
            assertThat(tree.path("config").isContainerNode()).isFalse();
            assertThat(tree.path("layers")).isEmpty();
        } else {
            Set<String> listed = digests(tree.path("layers"));
            digest(tree.path("config")).ifPresent(listed::add);
            assertThat(digests(read)).isEqualTo(listed);
            assertThat(tree.path("manifests")).isEmpty();
        }
    }

    /** A stored index is read as it was when it was let in. */
    private void assertKept(ReadManifest read, byte[] input) {
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(input));
        Manifest stored = new Manifest(digest, read.mediaType(), ByteBuffer.wrap(input));
        assertThat(reader.children(stored)).isEqualTo(read.children()).hasSizeLessThanOrEqualTo(MAX_DESCRIPTORS);
    }

    private static Set<String> digests(ReadManifest read) {
        Stream<Digest> needed = read.references().stream().map(ManifestReference::digest);
        return Stream.concat(needed, read.elsewhere().stream())
                .map(Digest::toString)
                .collect(Collectors.toSet());
    }

    private static Set<String> digests(JsonNode descriptors) {
        return StreamSupport.stream(descriptors.spliterator(), false)
                .flatMap(descriptor -> digest(descriptor).stream())
                .collect(Collectors.toSet());
    }

    private static Optional<String> digest(JsonNode descriptor) {
        return Optional.ofNullable(descriptor.path("digest").textValue());
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new TreeMap<>();
        object.properties()
                .forEach(
                        member -> strings.put(member.getKey(), member.getValue().asText("")));
        return strings;
    }
}
