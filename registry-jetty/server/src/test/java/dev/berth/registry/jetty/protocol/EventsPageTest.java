package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.registry.Registry;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Account;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.maintenance.MaintenanceEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import dev.berth.registry.http.management.ManagementRoot;
import dev.berth.registry.http.webhook.Receiver;
import dev.berth.registry.http.webhook.Webhook;
import dev.berth.registry.http.webhook.WebhookSink;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/events.md} has the events of requests to a server, as a webhook received them. {@code
 * -Dberth.events=write} writes it anew.
 */
class EventsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "events.md");
    private static final byte[] CONTENT = Manifests.bytes("{}");
    private static final String NO_BODY = "";
    private static final String BLOB = TestServer.digest(CONTENT).toString();
    private static final byte[] MANIFEST =
            Manifests.image(TestServer.digest(CONTENT), CONTENT.length, TestServer.digest(CONTENT), CONTENT.length);
    private static final String DIGEST = TestServer.digest(MANIFEST).toString();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Meanings of the fields, by their paths. */
    private static final Map<String, String> MEANINGS = meanings();

    /** A request that causes events: those that it causes last for each title are shown under it. */
    private record Cause(String title, String method, String path, String body, int events) {}

    private static final List<Cause> CAUSES = List.of(
            new Cause("A blob is pushed", "POST", "/v2/team/app/blobs/uploads/?digest=" + BLOB, text(CONTENT), 1),
            new Cause(
                    "A blob of another repository is mounted",
                    "POST",
                    "/v2/team/base/blobs/uploads/?mount=" + BLOB + "&from=team/app",
                    NO_BODY,
                    1),
            new Cause("A manifest is pushed with a tag", "PUT", "/v2/team/app/manifests/v1", text(MANIFEST), 1),
            new Cause(
                    "A manifest is pushed by its digest", "PUT", "/v2/team/app/manifests/" + DIGEST, text(MANIFEST), 1),
            new Cause("A manifest is pulled by a tag", "GET", "/v2/team/app/manifests/v1", NO_BODY, 1),
            new Cause("A blob is pulled", "GET", "/v2/team/app/blobs/" + BLOB, NO_BODY, 1),
            new Cause("A tag is deleted", "DELETE", "/v2/team/app/manifests/v1", NO_BODY, 1),
            new Cause("A blob is deleted", "DELETE", "/v2/team/base/blobs/" + BLOB, NO_BODY, 1),
            new Cause("A repository is renamed", "POST", "/api/v1/renames/team/app?to=platform/app", NO_BODY, 1),
            new Cause("A manifest is deleted", "DELETE", "/v2/platform/app/manifests/" + DIGEST, NO_BODY, 1),
            new Cause("", "PUT", "/v2/platform/app/manifests/v2", text(MANIFEST), 1),
            new Cause(
                    "A repository is deleted: an event for each tag, and one for the repository",
                    "DELETE",
                    "/api/v1/repositories/platform/app",
                    NO_BODY,
                    2));

    private final Receiver receiver = Receiver.open();
    private final Deque<JsonNode> received = new ArrayDeque<>();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());
    private final InMemoryBlobStore blobs = new InMemoryBlobStore(Clock.systemUTC());
    private final Notifier notifier = Notifier.builder()
            .address("0.0.0.0:5000")
            .report(Subscription.to(
                    "receiver", new WebhookSink(new Webhook(receiver.uri(), Map.of(), Duration.ofSeconds(30)))))
            .build(metadata.events());
    private final RegistryServer server;

    EventsPageTest() throws IOException {
        Registry registry = RegistryEngine.builder().publisher(notifier).build(metadata, blobs);
        server = new RegistryServer(
                new RegistryProtocol(
                        registry,
                        new KnownCaller(),
                        ProtocolConfig.defaults(),
                        List.of(ManagementRoot.builder(
                                        MaintenanceEngine.builder().build(metadata, blobs), Clock.systemUTC())
                                .build())),
                ServerConfig.builder().port(0).drainTimeout(Duration.ZERO).build());
    }

    /** Each caller is ann, with the account that GitLab's tokens name. */
    private static final class KnownCaller implements AccessController {
        private static final Account ACCOUNT = new Account(Optional.of("personal_access_token"), Optional.of("ann"));

        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(new Caller("ann", Set.of(), Set.of(), Set.of(), ACCOUNT));
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return new Decision.Allowed();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        notifier.start();
    }

    @AfterEach
    void close() {
        server.close();
        notifier.close();
        receiver.close();
    }

    @Test
    void hasTheEventsOfEachCause() throws Exception {
        Map<Cause, List<JsonNode>> events = new LinkedHashMap<>();
        for (Cause cause : CAUSES) {
            events.put(cause, eventsOf(cause));
        }
        Map<String, Set<String>> actions = actionsByField(events);
        assertThat(MEANINGS.keySet()).as("fields with a meaning").containsExactlyInAnyOrderElementsOf(actions.keySet());
        assertThat(actions.get("action"))
                .as("actions of the page")
                .containsExactlyInAnyOrderElementsOf(Stream.of(EventAction.values())
                        .map(action -> action.name().toLowerCase(Locale.ROOT))
                        .toList());
        String page = introduction() + fields(actions) + examples(events);
        if (System.getProperty("berth.events", "").equals("write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private List<JsonNode> eventsOf(Cause cause) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + cause.path()))
                .method(
                        cause.method(),
                        cause.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(cause.body()))
                .header("User-Agent", "skopeo/1.13.3")
                .header("X-Request-Id", "5f3c9a2e");
        if (cause.method().equals("PUT")) {
            request.header("Content-Type", Manifests.OCI_IMAGE);
        }
        int status = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
        assertThat(status).as("%s %s", cause.method(), cause.path()).isBetween(200, 299);
        List<JsonNode> events = new ArrayList<>();
        while (events.size() < cause.events()) {
            events.add(next());
        }
        return events;
    }

    private JsonNode next() throws InterruptedException {
        if (received.isEmpty()) {
            receiver.next().envelope().required("events").forEach(received::add);
        }
        return received.remove();
    }

    /** The actions whose events have each field, by the path of the field. */
    private static Map<String, Set<String>> actionsByField(Map<Cause, List<JsonNode>> events) {
        Map<String, Set<String>> actions = new TreeMap<>();
        events.values().stream()
                .flatMap(List::stream)
                .forEach(event -> event.properties().forEach(field -> {
                    String action = event.get("action").asText();
                    if (field.getValue().isObject()) {
                        field.getValue()
                                .fieldNames()
                                .forEachRemaining(name -> actions.computeIfAbsent(
                                                field.getKey() + "." + name, any -> new TreeSet<>())
                                        .add(action));
                    } else {
                        actions.computeIfAbsent(field.getKey(), any -> new TreeSet<>())
                                .add(action);
                    }
                }));
        return actions;
    }

    private static String introduction() {
        return """
            # Events

            The events of a registry as an endpoint of [notifications](notifications.md) receives them, each by the
            request that causes it. A test sends these requests to a server with a webhook, and compares this page with
            the events that arrive; ids, times and addresses are replaced. An event is delivered again, with the same
            `id`, when its delivery could not be recorded; those of a repository arrive in the order of its changes.

            A HEAD request and garbage collection send no events.

            """;
    }

    private static String fields(Map<String, Set<String>> actions) {
        StringBuilder table = new StringBuilder("## Fields\n\n| field | meaning | actions |\n|---|---|---|\n");
        MEANINGS.forEach((field, meaning) -> {
            Set<String> with = actions.getOrDefault(field, Set.of());
            String which = with.size() == EventAction.values().length ? "all" : String.join(", ", with);
            table.append("| `%s` | %s | %s |%n".formatted(field, meaning, which));
        });
        return table.append("\nAn unknown value is omitted.\n").toString().replace("\r\n", "\n");
    }

    private String examples(Map<Cause, List<JsonNode>> events) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Cause, List<JsonNode>> entry : events.entrySet()) {
            Cause cause = entry.getKey();
            if (!cause.title().isEmpty()) {
                text.append("\n## ").append(cause.title()).append("\n\n");
                text.append("`%s %s`%n%n".formatted(cause.method(), cause.path()));
                for (JsonNode event : entry.getValue()) {
                    text.append("```json\n").append(shown(event)).append("\n```\n");
                }
            }
        }
        return text.toString();
    }

    private String shown(JsonNode event) throws IOException {
        ObjectNode example = event.deepCopy();
        example.put("id", "0b7c9f0e6f0a4d0c9b3f4a7c2f8f6f53");
        example.put("timestamp", "2026-11-22T10:15:30.123456Z");
        ((ObjectNode) example.get("source")).put("instanceID", "7d1f6a2b");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        String address = "127.0.0.1:" + server.port();
        return JSON.writer(printer)
                .writeValueAsString(example)
                .replace("http://" + address, "https://registry.example.com")
                .replace(address, "registry.example.com")
                .replace("127.0.0.1", "192.0.2.7")
                .lines()
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("id", "unique; the same when the event is delivered again");
        meanings.put("timestamp", "the time at which it was recorded");
        meanings.put("action", "`push`, `pull`, `mount`, `rename` or `delete`");
        meanings.put("target.repository", "the repository; for a rename its new name");
        meanings.put(
                "target.fromRepository", "the repository a blob was mounted from, or the old name of a repository");
        meanings.put("target.digest", "of the manifest or blob; a deleted repository or tag has none");
        meanings.put("target.tag", "the tag that was set, read or deleted");
        meanings.put("target.mediaType", "of the manifest; `application/octet-stream` for blobs");
        meanings.put("target.size", "length of the content, in bytes");
        meanings.put("target.length", "the same as `size`");
        meanings.put("target.url", "the address of the content, as the client addressed the registry");
        meanings.put("request.id", "the id of the request, also in logs");
        meanings.put("request.addr", "the address of the client");
        meanings.put("request.host", "the host by which the client addressed the registry");
        meanings.put("request.method", "the method of HTTP");
        meanings.put("request.useragent", "the program of the client, at most 256 characters");
        meanings.put("actor.name", "the name of the caller");
        meanings.put("actor.user_type", "the kind of its credentials, from the claim `auth_type` of a token");
        meanings.put("actor.user", "the user at the issuer, from the claim `user` of a token");
        meanings.put("source.addr", "the address at which the server listens");
        meanings.put("source.instanceID", "the run of the server");
        return meanings;
    }
}
