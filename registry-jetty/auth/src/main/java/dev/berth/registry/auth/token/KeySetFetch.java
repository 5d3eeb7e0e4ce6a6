package dev.berth.registry.auth.token;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a JSON Web Key Set: at most 1 MiB, in at most ten seconds. */
final class KeySetFetch {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final int LARGEST = 1 << 20;

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    KeySetFetch(URI address) {
        if (!address.isAbsolute() || !address.getScheme().matches("https?")) {
            throw new IllegalArgumentException("not an http or https address: " + address);
        }
        this.address = address;
    }

    /** Does it now. */
    KeyRing run() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBytes(LARGEST));
        try {
            return read(answer.get(WHOLE.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(address + " did not answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException(address + " cannot be fetched", e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + address, e);
        }
    }

    private KeyRing read(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answered " + answer.statusCode());
        }
        return KeySetReader.read(address.toString(), answer.body());
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
