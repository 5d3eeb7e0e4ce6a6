package dev.berth.registry.specification;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's end of HTTP/1.1. */
final class Wire {
    private static final AtomicInteger REPOSITORIES = new AtomicInteger();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI base;

    Wire(URI base) {
        this.base = base;
    }

    /** An unused repository. */
    Repository repository() {
        return new Repository(this, "specification/r" + REPOSITORIES.incrementAndGet());
    }

    URI uri(String path) {
        return base.resolve(path);
    }

    Answer get(URI target, String... headers) throws IOException, InterruptedException {
        return send("GET", target, BodyPublishers.noBody(), headers);
    }

    Answer head(URI target, String... headers) throws IOException, InterruptedException {
        return send("HEAD", target, BodyPublishers.noBody(), headers);
    }

    Answer delete(URI target) throws IOException, InterruptedException {
        return send("DELETE", target, BodyPublishers.noBody());
    }

    Answer send(String method, URI target, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).timeout(Duration.ofMinutes(1)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(method + " " + target, client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    /** A body that declares its length. */
    static BodyPublisher measured(byte[] bytes) {
        return BodyPublishers.ofByteArray(bytes);
    }

    /** A body of unknown length: Transfer-Encoding chunked. */
    static BodyPublisher streamed(byte[] bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    static BodyPublisher nothing() {
        return BodyPublishers.noBody();
    }
}
