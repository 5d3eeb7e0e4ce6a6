package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.text;
import static dev.berth.registry.launcher.config.Formats.texts;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code notifications.endpoints}. Errors contain names, never a value that may be a secret. */
final class WebhookEndpoints {
    private static final int MANY = 1_000_000;
    /** Bounds of GitLab's queue in memory; events are in the outbox here. */
    private static final List<String> IGNORED = List.of("queuepurgetimeout", "queuesizelimit");

    private static final List<String> ACTIONS = List.of("pull", "push", "mount", "rename", "delete");

    private WebhookEndpoints() {}

    static Format<List<WebhookEndpoint>> format() {
        return new Format<>(
                WebhookEndpoints::read,
                endpoints -> endpoints.stream().map(WebhookEndpoint::shown).toList());
    }

    private static List<WebhookEndpoint> read(Node node) {
        List<WebhookEndpoint> endpoints = Section.list("endpoints", node).stream()
                .map(WebhookEndpoints::endpoint)
                .toList();
        Set<String> names = new HashSet<>();
        for (WebhookEndpoint endpoint : endpoints) {
            if (!names.add(endpoint.name())) {
                throw new IllegalArgumentException("duplicate endpoint name: " + endpoint.name());
            }
        }
        return endpoints;
    }

    private static WebhookEndpoint endpoint(Section section) {
        Section ignore = section.below("ignore");
        WebhookEndpoint endpoint = new WebhookEndpoint(
                section.require("name", text()),
                section.get("disabled", flag(), false),
                url(section.require("url", text())),
                headers(section.below("headers")),
                section.get("timeout", duration(), Duration.ofSeconds(5)),
                section.get("threshold", number(1, MANY), 5),
                section.get("backoff", duration(), Duration.ofSeconds(10)),
                section.get("maxretries", optional(number(0, MANY)), Optional.empty()),
                Stream.concat(
                                section.get("ignoredmediatypes", texts(), List.of()).stream(),
                                ignore.get("mediatypes", texts(), List.of()).stream())
                        .toList(),
                actions(ignore.get("actions", texts(), List.of())));
        IGNORED.forEach(name -> section.get(name, new Format<>(node -> "", nothing -> nothing), ""));
        section.requireNoOthers();
        ignore.requireNoOthers();
        return endpoint;
    }

    private static Map<String, List<String>> headers(Section section) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        section.names().forEach(name -> headers.put(name, section.get(name, texts(), List.of())));
        return headers;
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url is not a URL", e);
        }
    }

    private static List<String> actions(List<String> actions) {
        for (String action : actions) {
            if (!ACTIONS.contains(action)) {
                throw new IllegalArgumentException(
                        "expected actions of " + String.join(", ", ACTIONS) + ", not '" + action + "'");
            }
        }
        return actions;
    }
}
