package dev.berth.registry.launcher.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.launcher.config.EffectiveConfiguration;
import dev.berth.registry.launcher.tracing.TraceCollector.Received;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.testing.FullBuild;
import dev.berth.registry.testing.TestCache;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A push and a pull as a collector of traces sees them. */
class TracingIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + CALLER + "-01";
    private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aPushAndAPullAreSpansBelowThoseOfTheClient() throws Exception {
        List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
        try (TraceCollector collector = TraceCollector.start();
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(
                                TestCache.folder("postgresql").toFile())
                        .start()) {
            S3Server s3 = S3Server.inThisJvm();
            Logger log = observed(lines);
            try (RunningServer server = serve(collector, postgres, s3, Map.of())) {
                push(server.server().uri(), SAMPLED);
            }
            log.detachAppender("lines");
            log.setLevel(null);

            Received upload = only(collector, "POST /v2/{name}/blobs/uploads/");
            assertThat(upload.parent()).isEqualTo(CALLER);
            assertThat(upload.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
            assertThat(upload.attributes())
                    .containsEntry("http.request.method", "POST")
                    .containsEntry("http.route", "/v2/{name}/blobs/uploads/")
                    .containsEntry("http.response.status_code", "201")
                    .containsEntry("berth.request_id", "push");
            assertThat(below(collector, upload))
                    .extracting(Received::name)
                    .contains("storage create", "storage commit")
                    .anyMatch(name -> name.matches("[a-z_]+"));
            Received manifest = only(collector, "GET /v2/{name}/manifests/{reference}");
            assertThat(below(collector, manifest)).isNotEmpty().allSatisfy(query -> {
                assertThat(query.attributes()).containsEntry("db.system.name", "postgresql");
                assertThat(query.nanos()).isLessThanOrEqualTo(manifest.nanos());
            });
            Received blob = only(collector, "GET /v2/{name}/blobs/{digest}");
            assertThat(below(collector, blob))
                    .filteredOn(span -> span.name().equals("storage open"))
                    .singleElement()
                    .satisfies(span -> assertThat(span.attributes()).containsEntry("berth.storage.driver", "s3"));
            assertThat(collector.resources())
                    .allSatisfy(resource -> assertThat(resource).containsEntry("service.name", "berth"));
            assertThat(collector.requests())
                    .allSatisfy(headers ->
                            assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer of-the-collector"));
            assertThat(collector.spans().toString()).doesNotContain("acme", "sha256", "v1.0");
            assertThat(lines)
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line.getFormattedMessage()).contains(" trace=" + TRACE));
        }
    }

    @Test
    void eachDeliveryIsATraceThatTheReceiverSees() throws Exception {
        List<Headers> deliveries = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            deliveries.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(deliveries.size() == 1 ? 500 : 200, -1);
            exchange.close();
        });
        receiver.start();
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
        try (TraceCollector collector = TraceCollector.start()) {
            try (RunningServer server = serveInMemory(
                    collector,
                    Map.of(
                            "REGISTRY_NOTIFICATIONS",
                            "{endpoints: [{name: shop, url: '" + url + "', backoff: 10ms}]}",
                            "REGISTRY_TRACING_SAMPLER_RATIO",
                            "1.0"))) {
                push(server.server().uri(), "");
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(deliveries(collector)).hasSizeGreaterThan(1));
            }
            for (int i = 0; i < 2; i++) {
                Received span = deliveries(collector).get(i);
                assertThat(span.parent()).isEmpty();
                assertThat(span.failed()).isEqualTo(i == 0);
                assertThat(span.attributes()).containsEntry("berth.subscription", "shop");
                assertThat(deliveries.get(i).getFirst("traceparent"))
                        .isEqualTo("00-" + span.traceId() + "-" + span.id() + "-01");
            }
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void clientsDecideAboutTheirTracesAndHostileOnesAreNotTaken() throws Exception {
        try (TraceCollector collector = TraceCollector.start()) {
            try (RunningServer server =
                    serveInMemory(collector, Map.of("REGISTRY_TRACING_SAMPLER_RATIO", "0.000000001"))) {
                URI registry = server.server().uri();
                assertThat(get(registry, "00-" + TRACE + "-" + CALLER + "-00")).isEqualTo(404);
                assertThat(get(registry, "00-" + "0".repeat(32) + "-" + CALLER + "-01"))
                        .isEqualTo(404);
                assertThat(get(registry, "x".repeat(4_000))).isEqualTo(404);
                assertThat(get(registry, SAMPLED)).isEqualTo(404);
            }
            assertThat(collector.spans(TRACE)).hasSize(1);
            assertThat(collector.spans()).hasSize(1);
        }
    }

    @Test
    @FullBuild
    void aCollectorThatIsAwayDisturbsNoRequest() throws Exception {
        TraceCollector collector = TraceCollector.start();
        collector.close();
        try (RunningServer server = serveInMemory(collector, Map.of("REGISTRY_TRACING_SAMPLER_RATIO", "1.0"))) {
            for (int i = 0; i < 2_500; i++) {
                assertThat(get(server.server().uri(), "")).isEqualTo(404);
            }
        }
    }

    @Test
    void wrongSettingsAreRefusedWithoutSecrets() throws Exception {
        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> start(Map.of("REGISTRY_TRACING", "{enabled: true}")))
                .withMessageContaining("tracing.endpoint");
        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() ->
                        start(Map.of("REGISTRY_TRACING", "{enabled: true, endpoint: 'ftp://user:hunter2@127.0.0.1/'}")))
                .withMessageNotContaining("hunter2");
        Map<String, String> secret = Map.of("REGISTRY_TRACING_HEADERS", "{Authorization: hunter2}");
        assertThat(new EffectiveConfiguration(ConfigurationReader.read(secret)).yaml())
                .contains("headers:")
                .doesNotContain("hunter2");
    }

    /** The class loader of this test refuses the library, as one without its jars does. */
    @Test
    void aServerWithoutTracingLoadsNoClassOfTheLibrary() throws Exception {
        try (LoaderWithout loader = new LoaderWithout("io.opentelemetry.")) {
            Class<?> program = loader.loadClass(UntracedServer.class.getName());
            Object status = program.getMethod("status", Path.class).invoke(null, folder.resolve("data"));
            assertThat(status).isEqualTo(200);
            assertThat(loader.refused()).isEmpty();
        }
    }

    private RunningServer serve(
            TraceCollector collector, EmbeddedPostgres postgres, S3Server s3, Map<String, String> more)
            throws Exception {
        Migrations.over(postgres.getPostgresDatabase(), "public").up(Migrations.Options.DEFAULT);
        Map<String, String> settings = new HashMap<>(more);
        settings.put(
                "REGISTRY_DATABASE",
                "{host: 127.0.0.1, port: " + postgres.getPort() + ", user: postgres, password: postgres,"
                        + " dbname: postgres, sslmode: disable}");
        settings.put(
                "REGISTRY_STORAGE",
                "{redirect: {disable: true}, s3: {bucket: " + s3.newBucket() + ", region: us-east-1, regionendpoint: '"
                        + s3.endpoint() + "', accesskey: " + s3.accessKey() + ", secretkey: " + s3.secretKey()
                        + ", forcepathstyle: true}}");
        settings.put("REGISTRY_TRACING_HEADERS", "{Authorization: Bearer of-the-collector}");
        return traced(collector, settings);
    }

    private RunningServer serveInMemory(TraceCollector collector, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("REGISTRY_STORAGE", "inmemory");
        return traced(collector, settings);
    }

    private RunningServer traced(TraceCollector collector, Map<String, String> settings) throws Exception {
        settings.put("REGISTRY_TRACING_ENABLED", "true");
        settings.put("REGISTRY_TRACING_ENDPOINT", collector.endpoint());
        return start(settings);
    }

    private RunningServer start(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("REGISTRY_HTTP_ADDR", "127.0.0.1:0");
        all.putIfAbsent("REGISTRY_STORAGE", "inmemory");
        return Assembly.start(ConfigurationReader.read(all), folder.resolve("data"));
    }

    private void push(URI registry, String parent) throws Exception {
        URI repository = registry.resolve("/v2/acme/app/");
        String layer = digest("{}");
        send("POST", repository.resolve("blobs/uploads/?digest=" + layer), "{}", parent, 201);
        String manifest = """
                {"schemaVersion": 2, "mediaType": "%s",
                "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": 2, "digest": "%s"},
                "layers": []}
                """.formatted(TYPE, layer);
        send("PUT", repository.resolve("manifests/v1.0"), manifest, parent, 201);
        send("GET", repository.resolve("manifests/v1.0"), "", parent, 200);
        send("GET", repository.resolve("blobs/" + layer), "", parent, 200);
    }

    private int get(URI registry, String parent) throws Exception {
        return send("GET", registry.resolve("/v2/acme/app/manifests/v1.0"), "", parent, 404);
    }

    private int send(String method, URI uri, String body, String parent, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .header("X-Request-Id", "push");
        if (method.equals("PUT")) {
            request.header("Content-Type", TYPE);
        }
        if (!parent.isEmpty()) {
            request.header("traceparent", parent);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.statusCode();
    }

    private static List<Received> deliveries(TraceCollector collector) {
        return collector.spans().stream()
                .filter(span -> span.name().equals("deliver events"))
                .toList();
    }

    private static Received only(TraceCollector collector, String name) {
        List<Received> spans = collector.spans(TRACE).stream()
                .filter(span -> span.name().equals(name))
                .toList();
        assertThat(spans).as("%s of %s", name, collector.spans()).hasSize(1);
        return spans.get(0);
    }

    private static List<Received> below(TraceCollector collector, Received parent) {
        return collector.spans(TRACE).stream()
                .filter(span -> span.parent().equals(parent.id()))
                .toList();
    }

    private static Logger observed(List<ILoggingEvent> lines) {
        Logger log = (Logger) LoggerFactory.getLogger("dev.berth.registry.access-log");
        log.setLevel(Level.INFO);
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event);
            }
        };
        appender.setName("lines");
        appender.start();
        log.addAppender(appender);
        return log;
    }

    private static String digest(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Digest.of(DigestAlgorithm.SHA256, hash).toString();
    }
}
