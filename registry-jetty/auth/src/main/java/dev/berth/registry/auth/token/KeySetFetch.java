package dev.berth.registry.auth.token;

import dev.berth.registry.tracing.TraceContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a JSON Web Key Set: at most 1 MiB, in at most ten seconds. Redirects are not followed: only the configured
 * address is trusted.
 */
final class KeySetFetch {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final int LARGEST = 1 << 20;

    private final URI address;
    private final String shown;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    KeySetFetch(URI address) {
        if (!address.isAbsolute() || !address.getScheme().matches("https?")) {
            throw new IllegalArgumentException("auth.token.jwks is not an http or https URL");
        }
        this.address = address;
        this.shown = shown(address);
    }

    /** Does it now. */
    KeyRing run() throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        if (address.getUserInfo() != null) {
            request.header("Authorization", basic(address.getUserInfo()));
        }
        TraceContext.current().ifPresent(trace -> trace.fields().forEach(request::setHeader));
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new BoundedBytes(LARGEST));
        try {
            return read(answer.get(WHOLE.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(shown + " did not answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException(shown + " cannot be fetched", e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + shown, e);
        }
    }

    private KeyRing read(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            boolean isRedirect = answer.statusCode() / 100 == 3;
            throw new IOException(shown + " answered " + answer.statusCode()
                    + (isRedirect ? "; redirects are not followed, configure the final address" : ""));
        }
        return KeySetReader.read(shown, answer.body());
    }

    /** The address without user, password and query, which may be secrets. */
    private static String shown(URI address) {
        String authority = address.getRawAuthority() == null ? "" : address.getRawAuthority();
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return address.getScheme() + "://" + host + (address.getRawPath() == null ? "" : address.getRawPath());
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return shown;
    }
}
