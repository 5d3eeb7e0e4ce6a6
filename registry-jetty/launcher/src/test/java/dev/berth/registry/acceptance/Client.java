package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** A client of a registry that pushes and pulls as real ones do. Used by any number of threads. */
final class Client {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private static final Duration TIMEOUT = Duration.ofMinutes(Scale.of(60, 5));
    private final URI registry;

    Client(URI registry) {
        this.registry = registry;
    }

    boolean answers() throws InterruptedException {
        try {
            return get("/v2/").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send("GET", registry.resolve(path), BodyPublishers.noBody());
    }

    HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", registry.resolve(path), BodyPublishers.noBody());
    }

    /** Pushes a blob in one PATCH. */
    void pushBlob(String repository, Content blob) throws IOException, InterruptedException {
        HttpResponse<byte[]> chunk = send("PATCH", begin(repository), BodyPublishers.ofByteArray(blob.bytes()));
        expect(chunk, 202);
        finish(location(chunk), blob.digest());
    }

    /** Pushes what a stream gives; its digest is asked for when it has ended. */
    void pushBlob(String repository, InputStream bytes, Supplier<String> digest)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> chunk = send("PATCH", begin(repository), BodyPublishers.ofInputStream(() -> bytes));
        expect(chunk, 202);
        finish(location(chunk), digest.get());
    }

    /** Opens an upload session. */
    URI begin(String repository) throws IOException, InterruptedException {
        HttpResponse<byte[]> begun =
                send("POST", registry.resolve("/v2/" + repository + "/blobs/uploads/"), BodyPublishers.noBody());
        expect(begun, 202);
        return location(begun);
    }

    void finish(URI session, String digest) throws IOException, InterruptedException {
        expect(send("PUT", URI.create(session + "?digest=" + digest), BodyPublishers.noBody()), 201);
    }

    void putManifest(String repository, String reference, Content manifest) throws IOException, InterruptedException {
        URI target = registry.resolve("/v2/" + repository + "/manifests/" + reference);
        expect(
                send("PUT", target, BodyPublishers.ofByteArray(manifest.bytes()), "Content-Type", Image.MEDIA_TYPE),
                201);
    }

    void push(String repository, String tag, Image image) throws IOException, InterruptedException {
        for (Content blob : image.blobs()) {
            pushBlob(repository, blob);
        }
        putManifest(repository, tag, image.manifest());
    }

    /** Asserts that the image is there under its tag, complete and byte for byte. */
    void assertPulls(String repository, String tag, Image image) throws IOException, InterruptedException {
        HttpResponse<byte[]> manifest = get("/v2/" + repository + "/manifests/" + tag);
        expect(manifest, 200);
        assertThat(manifest.body())
                .as("manifest %s:%s", repository, tag)
                .isEqualTo(image.manifest().bytes());
        for (Content blob : image.blobs()) {
            HttpResponse<byte[]> answer = get("/v2/" + repository + "/blobs/" + blob.digest());
            expect(answer, 200);
            assertThat(answer.body())
                    .as("%s of %s:%s", blob.digest(), repository, tag)
                    .isEqualTo(blob.bytes());
        }
    }

    HttpResponse<byte[]> send(String method, URI target, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(registry.resolve(target))
                .timeout(TIMEOUT)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    static URI location(HttpResponse<byte[]> answer) {
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
    }

    static void expect(HttpResponse<byte[]> answer, int status) {
        if (answer.statusCode() != status) {
            throw new UncheckedIOException(new IOException(
                    answer.request().method() + " " + answer.uri() + " was answered " + answer.statusCode() + ", not "
                            + status + ": " + new String(answer.body(), StandardCharsets.UTF_8)));
        }
    }
}
