package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A document that is no manifest is refused and leaves no rows. */
abstract class BadManifestClaims extends RegistryClaims {
    private static final Tag TAG = new Tag("v1");

    @Test
    void refusesWhatIsNoManifest() {
        ManifestText good = image(APP);
        for (Map.Entry<String, String> bad : bad(good).entrySet()) {
            assertInvalid(bad.getKey(), MediaType.OCI_MANIFEST, bytes(bad.getValue()));
        }
        put(APP, "v1", good);
        assertThat(named(APP, "v1")).hasValue(good.digest());
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertInvalid("broken UTF-8", MediaType.OCI_MANIFEST, ByteBuffer.wrap(new byte[] {'{', -1, -2, '}'}));
        byte[] brokenName = "{\"schemaVersion\":2,\"?\":1}".getBytes(StandardCharsets.UTF_8);
        brokenName[20] = -1;
        assertInvalid("broken UTF-8 in a name", MediaType.OCI_MANIFEST, ByteBuffer.wrap(brokenName));
        assertInvalid("a zero", MediaType.OCI_MANIFEST, ByteBuffer.wrap(new byte[] {0}));
        assertInvalid("noise", MediaType.OCI_MANIFEST, ByteBuffer.wrap(generated.bytes(1_000)));
    }

    @Test
    void refusesATypeThatContradictsTheClient() {
        ManifestText image = image(APP);

        assertInvalid("an image as index", MediaType.OCI_INDEX, image.bytes());
        assertInvalid("an OCI image as Docker's", MediaType.DOCKER_MANIFEST, image.bytes());
        assertInvalid(
                "an index as image",
                MediaType.OCI_MANIFEST,
                ManifestText.index().bytes());
    }

    @Test
    void refusesWhatNobodySaysTheTypeOf() {
        ManifestText image = image(APP).without("mediaType");

        assertRefused(
                ErrorCode.MANIFEST_INVALID,
                () -> registry.manifests().put(APP, new ManifestPush(TAG, List.of(), Optional.empty(), image.bytes())));
    }

    @Test
    void refusesDockersFirstSchema() {
        String schema1 = "{\"schemaVersion\":1,\"name\":\"team/app\",\"tag\":\"v1\",\"fsLayers\":[],\"history\":[]}";

        assertInvalid("schema 1", MediaType.DOCKER_SCHEMA_1, bytes(schema1));
        assertInvalid("signed schema 1", MediaType.DOCKER_SCHEMA_1_SIGNED, bytes(schema1));
    }

    @Test
    void refusesMoreThanFourMebibytes() {
        ByteBuffer tooMuch =
                bytes(image(APP).annotated("a", "x".repeat(4 << 20)).toString());

        assertRefused(ErrorCode.SIZE_INVALID, () -> push(MediaType.OCI_MANIFEST, tooMuch));
        assertNothingStored(tooMuch);
    }

    @Test
    void takesAlmostFourMebibytes() {
        ManifestText large = image(APP).annotated("a", "x".repeat((4 << 20) - 2_000));

        put(APP, "v1", large);

        assertThat(registry.manifests().find(APP, TAG).orElseThrow().content()).isEqualTo(large.bytes());
    }

    @Test
    void refusesDepthWithoutFallingOver() {
        ManifestText deep = image(APP).with("x", "[".repeat(100_000) + "]".repeat(100_000));

        assertInvalid("deep arrays", MediaType.OCI_MANIFEST, deep.bytes());
        assertInvalid("deep objects", MediaType.OCI_MANIFEST, bytes("{\"x\":".repeat(100_000)));
    }

    private static Map<String, String> bad(ManifestText good) {
        Descriptor layer = new Descriptor(LAYER, good.digest(), 1);
        String text = good.toString();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("nothing", "");
        bad.put("no JSON", "hello");
        bad.put("a number", "2");
        bad.put("null", "null");
        bad.put("an array", "[" + text + "]");
        bad.put("an empty object", "{}");
        bad.put("cut off", text.substring(0, text.length() - 3));
        bad.put("two documents", text + text);
        bad.put("text behind", text + "x");
        bad.put("duplicate layers", text.replaceFirst("\\{", "{\"layers\":[],"));
        bad.put("duplicate keys deep down", text.replaceFirst("\"size\":", "\"size\":1,\"size\":"));
        bad.put("no schemaVersion", text.replace("schemaVersion", "schema"));
        bad.put("schemaVersion 3", text.replaceFirst(": 2", ": 3"));
        bad.put("schemaVersion as text", text.replaceFirst(": 2", ": \"2\""));
        bad.put("another mediaType", text.replaceFirst("image.manifest", "image.index"));
        bad.put("a broken mediaType", text.replaceFirst("application/vnd.oci.image.manifest", "manifest"));
        bad.put("no config", text.replace("\"config\"", "\"conf\""));
        bad.put("layers in capitals", text.replace("\"layers\"", "\"Layers\""));
        bad.put("layers of an object", text.replaceFirst("\\[\\{", "{").replaceFirst("}]", "}"));
        bad.put("layers of numbers", text.replaceFirst("\\[\\{.*}]", "[1]"));
        bad.put("a broken digest", text.replaceFirst("sha256:", "sha256:x"));
        bad.put("an unknown algorithm", text.replaceFirst("sha256:", "md5:"));
        bad.put("no digest", text.replaceFirst("\"digest\"", "\"dig\""));
        bad.put("a negative size", text.replaceFirst("\"size\":", "\"size\":-"));
        bad.put("half a byte", text.replaceFirst("\"size\":", "\"size\":0.5"));
        bad.put("a huge size", text.replaceFirst("\"size\":", "\"size\":99999999999999999999"));
        bad.put(
                "manifests besides layers",
                text.replaceFirst("\\{", "{\"manifests\":[" + ManifestText.json(layer) + "],"));
        bad.put("empty manifests besides layers", text.replaceFirst("\\{", "{\"manifests\":[],"));
        bad.put("layers of the first schema", text.replaceFirst("\\{", "{\"fsLayers\":[],"));
        bad.put("annotations of numbers", text.replaceFirst("\\{", "{\"annotations\":{\"a\":1},"));
        bad.put("a broken subject", text.replaceFirst("\\{", "{\"subject\":{\"digest\":\"x\"},"));
        return bad;
    }

    private void assertInvalid(String what, MediaType type, ByteBuffer content) {
        try {
            assertRefused(ErrorCode.MANIFEST_INVALID, () -> push(type, content));
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }
        assertNothingStored(content);
    }

    private void assertNothingStored(ByteBuffer content) {
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, content);
        assertThat(registry.manifests().find(APP, digest)).isEmpty();
        assertThat(registry.manifests().find(APP, TAG)).isEmpty();
    }

    private void push(MediaType type, ByteBuffer content) {
        registry.manifests().put(APP, new ManifestPush(TAG, List.of(), Optional.of(type), content));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
