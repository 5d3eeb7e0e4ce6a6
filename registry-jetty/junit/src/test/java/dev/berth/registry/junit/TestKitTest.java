package dev.berth.registry.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.engine.image.BuiltImage;
import dev.berth.registry.engine.image.ImageCopy;
import dev.berth.registry.engine.image.OciLayout;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Tag;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content, records and faults of a registry for tests. */
@RegistryTest
class TestKitTest {
    private static final BuiltImage HELLO = BuiltImage.builder()
            .files(Map.of("hello", "Hello\n"))
            .annotation("a", "b")
            .label("l", "m")
            .build();
    private static final String MANIFEST = "/v2/library/hello/manifests/1";
    private static final String UPLOADS = "/v2/library/hello/blobs/uploads/";

    @SuppressWarnings("NullAway.Init")
    private RunningRegistry registry;

    @BeforeEach
    void seed() {
        registry.push("library/hello:1", HELLO);
        registry.requests().clear();
        registry.faults().clear();
    }

    @Test
    void pushedImagesAreExamined() {
        PushedImage pushed = registry.pushed("library/hello:1");

        assertThat(pushed.digest()).isEqualTo(HELLO.digest());
        assertThat(pushed.annotations()).containsEntry("a", "b");
        assertThat(pushed.config()).contains("\"Labels\":{\"l\":\"m\"}");
        assertThat(pushed.manifest()).contains(pushed.mediaType().value());
        assertThat(pushed.content()).hasSize(1);
        assertThat(pushed.content(pushed.content().get(0))).isNotEmpty();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> registry.pushed("library/hello:2"))
                .withMessage("there is no image library/hello:2; tags of library/hello: [1]");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> registry.pushed("library/none:1"))
                .withMessage("there is no image library/none:1; tags of library/none: []");
    }

    @Test
    void layoutsAreLoaded(@TempDir Path folder) throws IOException {
        OciLayout layout = OciLayout.openOrCreate(folder);
        ImageCopy.between(HELLO, layout).copy(new Tag("1"));
        ImageCopy.between(BuiltImage.of(Map.of("x", "y")), layout).copy(new Tag("2"));

        registry.load("loaded", folder);

        assertThat(registry.pushed("loaded:1").digest()).isEqualTo(HELLO.digest());
        assertThat(registry.pushed("loaded:2").digest()).isNotEqualTo(HELLO.digest());
    }

    @Test
    void requestsAreRecorded() throws Exception {
        Http.get(registry, MANIFEST);
        Http.get(registry, "/v2/library/hello/tags/list?n=1");

        assertThat(registry.requests().all())
                .extracting(RecordedRequest::toString)
                .containsExactly("GET " + MANIFEST + " 200", "GET /v2/library/hello/tags/list?n=1 200");
        assertThat(registry.requests().matching("GET", ".*/manifests/.*"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.status()).isEqualTo(OptionalInt.of(200));
                    assertThat(request.userAgent().orElse("")).startsWith("Java-http-client");
                    assertThat(request.authorized()).isFalse();
                });
    }

    @Test
    void aStatusIsGivenAsOftenAsPlanned() throws Exception {
        registry.faults().at("GET", ".*/manifests/.*").times(2).status(500);
        registry.faults().at("GET", ".*/manifests/.*").status(401);

        HttpResponse<byte[]> first = Http.get(registry, MANIFEST);
        assertThat(first.statusCode()).isEqualTo(500);
        assertThat(first.body()).asString().contains("\"errors\":[{\"code\":\"UNKNOWN\"");
        assertThat(Http.get(registry, MANIFEST).statusCode()).isEqualTo(500);
        registry.faults().at("GET", "/v2/other").status(500);
        assertThat(registry.faults().pending()).isEqualTo(2);
        assertThatExceptionOfType(IOException.class)
                .as("the Java client has no credentials to answer a challenge with")
                .isThrownBy(() -> {
                    if (Http.get(registry, MANIFEST).statusCode() == 401) {
                        throw new IOException("401");
                    }
                });
        assertThat(Http.get(registry, MANIFEST).statusCode()).isEqualTo(200);
    }

    @Test
    void connectionsBreak() throws Exception {
        // The client repeats a GET without an answer, a POST never.
        registry.faults().at("POST", UPLOADS).breakConnection();
        assertThatExceptionOfType(IOException.class).isThrownBy(this::startUpload);
        assertThat(startUpload().statusCode()).isEqualTo(202);

        registry.faults().at("GET", MANIFEST).breakAfter(10);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Http.get(registry, MANIFEST));

        assertThat(Http.get(registry, MANIFEST).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> startUpload() throws IOException, InterruptedException {
        HttpRequest.Builder start =
                HttpRequest.newBuilder(registry.uri().resolve(UPLOADS)).POST(HttpRequest.BodyPublishers.noBody());
        return Http.send(HttpClient.newHttpClient(), start);
    }

    @Test
    void bodiesAreCorrupted() throws Exception {
        Digest layer = registry.pushed("library/hello:1").content().get(0);
        String path = "/v2/library/hello/blobs/" + layer;
        registry.faults().at("GET", path).corrupt();

        assertThat(digest(Http.get(registry, path).body())).isNotEqualTo(layer);
        assertThat(digest(Http.get(registry, path).body())).isEqualTo(layer);
    }

    private static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }

    @Test
    void answersAreLate() throws Exception {
        registry.faults().at("GET", MANIFEST).delay(Duration.ofMillis(200));

        long start = System.nanoTime();
        assertThat(Http.get(registry, MANIFEST).statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
    }
}
