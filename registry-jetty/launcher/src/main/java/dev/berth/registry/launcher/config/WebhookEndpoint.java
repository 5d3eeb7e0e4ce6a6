package dev.berth.registry.launcher.config;

import dev.berth.registry.http.webhook.Webhook;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of {@code notifications.endpoints}.
 *
 * @param headers secrets
 * @param threshold the number of consecutive failures before a wait of {@code backoff}
 * @param maxRetries the number of retries after which events are dropped
 */
public record WebhookEndpoint(
        String name,
        boolean disabled,
        URI url,
        Map<String, List<String>> headers,
        Duration timeout,
        int threshold,
        Duration backoff,
        Optional<Integer> maxRetries,
        List<String> ignoredMediaTypes,
        List<String> ignoredActions) {

    /** The endpoint as it may be shown: of headers only their names, of the address no path and no query. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", name);
        shown.put("disabled", disabled);
        shown.put("url", Webhook.shown(url));
        shown.put("headers", headers.keySet().stream().sorted().toList());
        shown.put("timeout", Durations.written(timeout));
        shown.put("threshold", threshold);
        shown.put("backoff", Durations.written(backoff));
        maxRetries.ifPresent(most -> shown.put("maxretries", most));
        shown.put("ignore", Map.of("mediatypes", ignoredMediaTypes, "actions", ignoredActions));
        return shown;
    }
}
