package dev.berth.registry.engine.manifest;

import static dev.berth.registry.engine.EngineTestBed.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.model.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents that are no manifests, and documents that pass as one. */
class ManifestReaderTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String CONFIG =
            "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + DIGEST
                    + "\",\"size\":2}";
    private static final String LAYER = "{\"mediaType\":\"application/x\",\"digest\":\"" + DIGEST + "\",\"size\":1}";

    private final ManifestReader reader = new ManifestReader(10);

    @Test
    void readsTheTypeFromTheManifestWhenNobodySaysIt() {
        ReadManifest read =
                reader.read(Optional.empty(), utf8(image(",\"mediaType\":\"" + MediaType.DOCKER_MANIFEST + "\"")));

        assertThat(read.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST);
        refused("the manifest has no type", Optional.empty(), image(""));
    }

    @Test
    void refusesAContradiction() {
        refused("mediaType is", ",\"mediaType\":\"" + MediaType.DOCKER_MANIFEST + "\"");
        refused("must not have the member manifests", ",\"manifests\":[" + LAYER + "]");
        refused(
                "must not have the members config or layers",
                Optional.of(MediaType.OCI_INDEX),
                "{\"schemaVersion\":2,\"manifests\":[],\"layers\":[" + LAYER + "]}");
        refused("mediaType is not a media type", ",\"mediaType\":\"" + MediaType.OCI_MANIFEST + ";a=b\"");
    }

    /** Some clients go by whether a member is there. */
    @Test
    void refusesForeignMembersThatAreEmpty() {
        for (String empty : new String[] {"[]", "null"}) {
            refused("must not have the member manifests", ",\"manifests\":" + empty);
            for (String foreign : new String[] {"layers", "config"}) {
                refused(
                        "must not have the members config or layers",
                        Optional.of(MediaType.OCI_INDEX),
                        "{\"schemaVersion\":2,\"manifests\":[],\"" + foreign + "\":null}");
            }
            refused("schema version 1", ",\"fsLayers\":" + empty);
        }
    }

    /** Go takes a member in any case for the one it knows. */
    @Test
    void refusesMembersThatDifferInCaseOnly() {
        for (String name : new String[] {
            "MediaType",
            "Manifests",
            "Layers",
            "LAYER\u017f",
            "layer\\u017f",
            "Subject",
            "FSLayers",
            "fslayers",
            "CONFIG"
        }) {
            refused("only in case", ",\"" + name + "\":[]");
        }
        refused("only in case", ",\"subject\":{\"Digest\":\"" + DIGEST + "\"}");
        refusedLayer("only in case", "{\"URLs\":[]}");
        refusedLayer("only in case", "{\"platform\":{\"OS\":\"linux\"}}");
        assertThat(reader.read(Optional.of(MediaType.OCI_MANIFEST), utf8(image(",\"layer\":1,\"Name\":2")))
                        .references())
                .hasSize(1);
    }

    @Test
    void refusesBrokenCharactersWhereverTheyStand() {
        for (String text :
                new String[] {",\"x\":\"?\"", ",\"?\":1", ",\"x\":{\"?\":[1]}", ",\"annotations\":{\"a\":\"?\"}"}) {
            for (int broken : new int[] {0xff, 0xc0, 0xe2}) {
                byte[] bytes = image(text).getBytes(UTF_8);
                bytes[image(text).indexOf('?')] = (byte) broken;
                refusedBytes("not UTF-8", bytes);
            }
        }
        refused("", ",\"\\ud800\":1");
        refused("unpaired surrogate", ",\"annotations\":{\"a\":\"\\udc00x\"}");
    }

    @Test
    void refusesDataThatIsNotTheContent() {
        String empty =
                "{\"mediaType\":\"a/b\",\"digest\":\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"";
        String image = "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[" + empty + ",\"size\":2,\"data\":\"e30=\"}]}";
        assertThat(reader.read(Optional.of(MediaType.OCI_MANIFEST), utf8(image)).references())
                .hasSize(2);
        refusedLayer("has 2 bytes, but size is 3", empty + ",\"size\":3,\"data\":\"e30=\"}");
        refusedLayer("is not the content of sha256:44136", empty + ",\"data\":\"W10=\",\"size\":2}");
        refusedLayer("is not Base64", empty + ",\"size\":2,\"data\":\"e3\u00e4\"}");
    }

    @Test
    void refusesOtherTypesByName() {
        refused("application/json is not", Optional.of(new MediaType("application/json")), image(""));
        refused(
                "schema version 1 are not supported",
                Optional.of(MediaType.DOCKER_SCHEMA_1_SIGNED),
                "{\"schemaVersion\":1,\"fsLayers\":[]}");
        refused("schema version 1", Optional.of(MediaType.DOCKER_MANIFEST), "{\"schemaVersion\":1}");
    }

    @Test
    void refusesWhatIsNotStrictJson() {
        for (String text : new String[] {
            "",
            " ",
            "[]",
            "null",
            "1",
            "{",
            "{\"schemaVersion\":2",
            "{schemaVersion:2}",
            "{\"schemaVersion\":2,}",
            "{\"schemaVersion\":02}",
            "// x\n{}",
            "{'schemaVersion':2}",
            "\u0000",
            "{\"a\":\"\u0001\"}"
        }) {
            refused("", Optional.of(MediaType.OCI_MANIFEST), text);
        }
        refused("content after its end", Optional.of(MediaType.OCI_MANIFEST), image("") + "{}");
        refused("line 1, column", ",\"schemaVersion\":2");
        refused("line 1, column", ",\"x\":{\"y\":1,\"y\":1}");
        refused("exceeds the limits of nesting", ",\"x\":" + "[".repeat(100) + "]".repeat(100));
        refusedBytes("UTF-8", image("").getBytes(UTF_16));
        refusedBytes("UTF-8", image("").getBytes(Charset.forName("UTF-16LE")));
        refusedBytes("UTF-8", ("\ufeff" + image("")).getBytes(UTF_8));
    }

    @Test
    void refusesWrongMembersByName() {
        refused("schemaVersion is missing", Optional.of(MediaType.OCI_MANIFEST), "{}");
        refused("schemaVersion is not 2", Optional.of(MediaType.OCI_MANIFEST), "{\"schemaVersion\":3}");
        refused("schemaVersion is not an integer", Optional.of(MediaType.OCI_MANIFEST), "{\"schemaVersion\":\"2\"}");
        refused("config is missing", Optional.of(MediaType.OCI_MANIFEST), "{\"schemaVersion\":2,\"layers\":[]}");
        refused("annotations", ",\"annotations\":{\"a\":1}");
        refused("artifactType is not a media type", ",\"artifactType\":\"sbom\"");
        refused("subject has no digest", ",\"subject\":{\"mediaType\":\"a/b\",\"size\":1}");
        refused("subject.digest is not a sha256", ",\"subject\":{\"digest\":\"md5:0\"}");
    }

    @Test
    void refusesWrongDescriptorsByName() {
        refusedLayer("layers[0] is not an object", "1");
        refusedLayer("layers[0] has no digest", "{\"mediaType\":\"a/b\",\"size\":1}");
        refusedLayer("layers[0] has no size", "{\"mediaType\":\"a/b\",\"digest\":\"" + DIGEST + "\"}");
        refusedLayer("layers[0] has no mediaType", "{\"size\":1,\"digest\":\"" + DIGEST + "\"}");
        refusedLayer("layers[1].size is negative", LAYER + ",{\"size\":-1}");
        refusedLayer("layers[0].size is too large", "{\"size\":99999999999999999999}");
        refusedLayer("layers[0].size is not an integer", "{\"size\":1.0}");
        refusedLayer("layers[0].mediaType is not a media type", "{\"mediaType\":\"x\"}");
        refusedLayer("layers[0].digest", "{\"digest\":\"" + DIGEST.toUpperCase(Locale.ROOT) + "\"}");
        refusedLayer("more than 10 descriptors", String.join(",", Collections.nCopies(11, LAYER)));
    }

    /** One of the two contradicts the stored content; a config that is a layer as well has two types. */
    @Test
    void refusesTwoDeclarationsOfOneDigest() {
        refusedLayer("is declared with two sizes: 2 and 3", descriptor("a/b", 2) + "," + descriptor("a/b", 3));
        refusedIndex("is declared with two sizes: 1 and 2", descriptor("a/b", 1) + "," + descriptor("a/b", 2));
        refusedIndex(
                DIGEST + " is declared with two media types: a/b and a/c",
                descriptor("a/b", 1) + "," + descriptor("a/c", 1));

        String twice = "{\"schemaVersion\":2,\"config\":" + descriptor("a/b", 1) + ",\"layers\":["
                + descriptor("a/c", 1) + "]}";
        assertThat(reader.read(Optional.of(MediaType.OCI_MANIFEST), utf8(twice)).references())
                .hasSize(1);
    }

    /** Clients may follow the addresses of every descriptor. */
    @Test
    void refusesAddressesThatAreNotAccepted() {
        ManifestReader strict = new ManifestReader(10, url -> url.equals("https://good/"));
        String with = "{\"mediaType\":\"a/b\",\"digest\":\"" + DIGEST + "\",\"size\":1,\"urls\":[%s]}";
        String config = "{\"schemaVersion\":2,\"config\":" + with + "}";
        String layer = "{\"schemaVersion\":2,\"config\":" + descriptor("a/b", 1) + ",\"layers\":[" + with + "]}";
        String child = "{\"schemaVersion\":2,\"manifests\":[" + with + "]}";
        String subject = "{\"schemaVersion\":2,\"config\":" + descriptor("a/b", 1) + ",\"subject\":" + with + "}";

        for (String manifest : new String[] {config, layer, child, subject}) {
            Optional<MediaType> type =
                    Optional.of(manifest.equals(child) ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST);
            strict.read(type, utf8(manifest.formatted("\"https://good/\"")));
            reader.read(type, utf8(manifest.formatted("\"https://bad/\"")));
            assertRefused(
                            ErrorCode.MANIFEST_INVALID,
                            () -> strict.read(type, utf8(manifest.formatted("\"https://good/\",\"https://bad/\""))))
                    .withMessageContaining(DIGEST + " has a URL that this registry does not accept");
        }
    }

    /** The old registry served it. */
    @Test
    void readsTwoDeclarationsOfStoredContent() {
        String index =
                "{\"schemaVersion\":2,\"manifests\":[" + descriptor("a/b", 1) + "," + descriptor("a/c", 2) + "]}";

        assertThat(reader.readStored(utf8(index)).references()).hasSize(1);
    }

    private static String descriptor(String type, int size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + DIGEST + "\",\"size\":" + size + "}";
    }

    private void refusedIndex(String reason, String children) {
        refused(reason, Optional.of(MediaType.OCI_INDEX), "{\"schemaVersion\":2,\"manifests\":[" + children + "]}");
    }

    @Test
    void takesNullForNothing() {
        ReadManifest read = reader.read(
                Optional.of(MediaType.OCI_MANIFEST),
                utf8("{\"schemaVersion\":2," + CONFIG
                        + ",\"layers\":null,\"subject\":null,\"annotations\":null,\"artifactType\":\"\"}"));

        assertThat(read.references()).hasSize(1);
        assertThat(read.subject()).isEmpty();
        assertThat(read.artifactType()).contains(new MediaType("application/vnd.oci.image.config.v1+json"));
    }

    /** Go cannot tell one from the other. */
    @Test
    void takesMissingForNoneToo() {
        for (String layers : new String[] {"", ",\"layers\":null", ",\"layers\":[]"}) {
            String image = "{\"schemaVersion\":2," + CONFIG + layers + "}";
            assertThat(reader.read(Optional.of(MediaType.OCI_MANIFEST), utf8(image))
                            .references())
                    .hasSize(1);
        }
        for (String manifests : new String[] {"", ",\"manifests\":null", ",\"manifests\":[]"}) {
            String index = "{\"schemaVersion\":2" + manifests + "}";
            assertThat(reader.read(Optional.of(MediaType.OCI_INDEX), utf8(index))
                            .children())
                    .isEmpty();
        }
    }

    private void refusedLayer(String reason, String layers) {
        refused(
                reason,
                Optional.of(MediaType.OCI_MANIFEST),
                "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[" + layers + "]}");
    }

    private void refused(String reason, String members) {
        refused(reason, Optional.of(MediaType.OCI_MANIFEST), image(members));
    }

    private void refused(String reason, Optional<MediaType> type, String manifest) {
        assertRefused(ErrorCode.MANIFEST_INVALID, () -> reader.read(type, utf8(manifest)))
                .withMessageContaining(reason);
    }

    private void refusedBytes(String reason, byte[] manifest) {
        assertRefused(
                        ErrorCode.MANIFEST_INVALID,
                        () -> reader.read(Optional.of(MediaType.OCI_MANIFEST), ByteBuffer.wrap(manifest)))
                .withMessageContaining(reason);
    }

    private static String image(String members) {
        return "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[]" + members + "}";
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
