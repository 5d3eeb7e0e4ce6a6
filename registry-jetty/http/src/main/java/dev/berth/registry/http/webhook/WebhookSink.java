package dev.berth.registry.http.webhook;

import dev.berth.registry.event.DeliveryRefused;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventSink;
import dev.berth.registry.event.EventsRefused;
import dev.berth.registry.tracing.TraceContext;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts events to a webhook, several in one envelope. An answer of 2xx within the timeout means delivery, without
 * regard to its body; redirects are not followed, since the headers are meant for one host. Failures name the host,
 * the status and the beginning of the answer, never a header or what repeats one. Safe for use by any number of
 * threads.
 */
public final class WebhookSink implements EventSink {
    /** Refusals that pass. */
    private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429);

    /** Refusals that are often about the endpoint or its headers, not about the events. */
    private static final Set<Integer> OF_THE_ENDPOINT = Set.of(401, 403, 404, 407, 421);

    private final Webhook webhook;
    private final HttpClient client;

    /**
     * Posts to this webhook.
     *
     * @throws IllegalArgumentException when one of its headers is none, or one that HTTP sets itself
     */
    public WebhookSink(Webhook webhook) {
        this.webhook = webhook;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(webhook.timeout())
                .build();
        request(new byte[0]);
    }

    @Override
    public void deliver(List<Event> events) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request(Envelope.of(events)), AnswerText.ofFailures());
        try {
            requireTaken(answer.get(webhook.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException(webhook + " has not answered within " + webhook.timeout(), e);
        } catch (ExecutionException e) {
            throw new IOException(webhook + " cannot be reached: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped during the wait for an answer of " + webhook, e);
        } finally {
            answer.cancel(true);
        }
    }

    private void requireTaken(HttpResponse<String> answer) throws IOException {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String text = webhook.withoutSecrets(answer.body());
        String message = webhook + " answered " + status + (text.isEmpty() ? "" : ": " + text);
        if (OF_THE_ENDPOINT.contains(status)) {
            throw new DeliveryRefused(message);
        }
        if (status / 100 == 4 && !TEMPORARY.contains(status)) {
            throw new EventsRefused(message);
        }
        throw new IOException(message);
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.url())
                .POST(BodyPublishers.ofByteArray(body))
                .setHeader("Content-Type", Envelope.MEDIA_TYPE);
        webhook.headers().forEach((name, values) -> values.forEach(value -> add(request, name, value)));
        TraceContext.current().ifPresent(trace -> trace.fields().forEach(request::setHeader));
        return request.build();
    }

    private static void add(HttpRequest.Builder request, String name, String value) {
        try {
            request.header(name, value);
        } catch (IllegalArgumentException e) {
            // Without it as the cause, which may contain the value.
            throw new IllegalArgumentException("header " + name + " of a webhook is not possible");
        }
    }
}
