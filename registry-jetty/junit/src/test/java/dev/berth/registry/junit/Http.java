package dev.berth.registry.junit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests of a client that repeats nothing. */
final class Http {
    private Http() {}

    static HttpResponse<byte[]> get(RunningRegistry registry, String path) throws IOException, InterruptedException {
        return send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(registry.uri().resolve(path)));
    }

    static HttpResponse<byte[]> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
