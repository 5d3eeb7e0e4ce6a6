package dev.berth.registry.launcher.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.SmallImage;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.reporting.ReportedFailure;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.testing.FullBuild;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures that reach a receiver of Sentry's protocol. */
class SentryReporterIT {
    private static final String ROUTE = "GET /v2/{name}/manifests/{reference}";

    @TempDir
    Path folder;

    @Test
    void aReportHasTheRequestAndNoMessageOfALibrary() throws Exception {
        try (SentryReceiver receiver = SentryReceiver.start()) {
            try (SentryReporter reporter =
                    SentryReporter.open(receiver.dsn(), Optional.of("test"), "1.2", Clock.systemUTC())) {
                StoreException cause = new StoreException(
                        StoreException.Kind.TRANSIENT, "cannot find manifest", new SQLException("password=hunter2"));
                reporter.report(ReportedFailure.ofRequest(ROUTE, "id-1", new IllegalStateException(cause)));
                reporter.report(ReportedFailure.ofBackground("deletion", cause));
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(receiver.events()).hasSize(2));
            JsonNode event = receiver.events().get(0);
            assertThat(event.path("transaction").asText()).isEqualTo(ROUTE);
            assertThat(event.at("/tags/request_id").asText()).isEqualTo("id-1");
            assertThat(event.at("/tags/origin").asText()).isEqualTo("request");
            assertThat(event.path("environment").asText()).isEqualTo("test");
            assertThat(event.path("release").asText()).isEqualTo("berth@1.2");
            assertThat(event.path("fingerprint").get(0).asText()).isEqualTo(ROUTE);
            assertThat(receiver.text())
                    .contains("cannot find manifest", "java.sql", "SQLException")
                    .doesNotContain("hunter2", "server_name", System.getProperty("user.name") + "\"");
        }
    }

    @Test
    @FullBuild
    void aServerWithoutItsDatabaseReportsRequestsAndBackgroundWorkWithinBounds() throws Exception {
        try (SentryReceiver receiver = SentryReceiver.start()) {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            try (RunningServer server = serve(postgres, receiver)) {
                URI registry = server.server().uri();
                SmallImage.push(registry, "app", "v1");
                postgres.close();
                String id = get(registry, 503);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(ids(receiver)).contains(id));
                for (int i = 0; i < 20; i++) {
                    get(registry, 503);
                }
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(origins(receiver)).contains("background"));
            } finally {
                postgres.close();
            }
            assertThat(origins(receiver).stream().filter("request"::equals)).hasSizeLessThan(10);
            assertThat(receiver.text()).doesNotContain("\"app\"", "publickey:");
        }
    }

    @Test
    void aWrongDsnIsRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SentryReporter.open("secret", Optional.empty(), "1", Clock.systemUTC()))
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(WrongSettings.class)
                .isThrownBy(() -> Assembly.start(
                        ConfigurationReader.read(
                                Map.of("REGISTRY_REPORTING_SENTRY_ENABLED", "true", "REGISTRY_STORAGE", "inmemory")),
                        folder))
                .withMessageContaining("reporting.sentry.dsn");
    }

    private RunningServer serve(EmbeddedPostgres postgres, SentryReceiver receiver) throws Exception {
        Map<String, String> settings = Map.of(
                "REGISTRY_HTTP_ADDR",
                "127.0.0.1:0",
                "REGISTRY_STORAGE",
                "{filesystem: {rootdirectory: '" + folder.resolve("blobs") + "'}}",
                "REGISTRY_DATABASE",
                "{host: 127.0.0.1, port: " + postgres.getPort() + ", user: postgres, password: postgres,"
                        + " dbname: postgres, sslmode: disable, connecttimeout: 1s}",
                "REGISTRY_REPORTING_SENTRY",
                "{enabled: true, dsn: '" + receiver.dsn() + "', environment: test}");
        Migrations.over(postgres.getPostgresDatabase(), "public").up(Migrations.Options.DEFAULT);
        return Assembly.start(ConfigurationReader.read(settings), folder.resolve("data"));
    }

    private static String get(URI registry, int status) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(registry.resolve("/v2/app/manifests/v1"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private static List<String> ids(SentryReceiver receiver) {
        return receiver.events().stream()
                .map(event -> event.at("/tags/request_id").asText())
                .toList();
    }

    private static List<String> origins(SentryReceiver receiver) {
        return receiver.events().stream()
                .map(event -> event.at("/tags/origin").asText())
                .toList();
    }
}
