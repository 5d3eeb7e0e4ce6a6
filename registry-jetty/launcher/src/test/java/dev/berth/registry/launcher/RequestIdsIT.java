package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.event.Origin;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.gcs.GcsBlobStore;
import dev.berth.registry.storage.gcs.GcsStoreConfig;
import dev.berth.registry.storage.s3.S3BlobStore;
import dev.berth.registry.storage.s3.S3Connection;
import dev.berth.registry.storage.s3.S3StoreConfig;
import dev.berth.registry.testing.TestCache;
import dev.berth.registry.tracing.TraceContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The id of a request in the systems behind the registry. */
class RequestIdsIT {
    private static final StorageKey ABSENT = new StorageKey("health/absent");

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void namesConnectionsToTheDatabaseIfConfigured() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(TestCache.folder("postgresql").toFile())
                .start()) {
            Migrations.open(config(postgres, false)).up(Migrations.Options.DEFAULT);
            try (JdbiMetadataStore store = JdbiMetadataStore.open(config(postgres, true), Clock.systemUTC())) {
                list(store, "it-is.mine");
                assertThat(sessions(postgres)).containsExactly("registry it-is.mine");
                list(store, "x".repeat(64));
                assertThat(sessions(postgres)).containsExactly("registry " + "x".repeat(54));
                store.repositories().list(PageRequest.first(1));
                assertThat(sessions(postgres)).containsExactly("registry");
            }
            try (JdbiMetadataStore store = JdbiMetadataStore.open(config(postgres, false), Clock.systemUTC())) {
                list(store, "mine");
                assertThat(sessions(postgres)).containsExactly("registry");
            }
        }
    }

    @Test
    void namesCallsOfObjectStorage() throws Exception {
        TraceContext trace = new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true, "vendor=1");
        List<Headers> calls = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (BlobStore s3 = S3BlobStore.open(
                        S3Connection.builder()
                                .endpoint(address)
                                .credentials("key", "secret")
                                .build(),
                        S3StoreConfig.builder("blobs").build());
                BlobStore gcs = GcsBlobStore.open(
                        GcsStoreConfig.builder("blobs").endpoint(address).build())) {
            s3.size(ABSENT);
            gcs.size(ABSENT);
            assertThat(calls).noneMatch(call -> call.toString().contains("mine"));
            calls.clear();
            MDC.put(Origin.REQUEST_ID, "mine");
            s3.size(ABSENT);
            gcs.size(ABSENT);
            trace.call(() -> s3.size(ABSENT));
            trace.call(() -> gcs.size(ABSENT));
        } finally {
            server.stop(0);
        }
        assertThat(calls.get(0).getFirst("User-Agent")).contains("request/mine");
        assertThat(calls.get(1).getFirst("x-goog-custom-audit-request-id")).isEqualTo("mine");
        assertThat(calls.subList(0, 2)).noneMatch(call -> call.containsKey("traceparent"));
        assertThat(calls.subList(2, 4)).hasSize(2).allSatisfy(call -> {
            assertThat(call.getFirst("traceparent"))
                    .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            assertThat(call.getFirst("tracestate")).isEqualTo("vendor=1");
        });
        assertThat(calls.get(2).getFirst("Authorization")).doesNotContain("trace");
    }

    private static void list(JdbiMetadataStore store, String id) throws Exception {
        try (RegistryServer server = new RegistryServer(
                RegistryEngine.builder().build(store, new InMemoryBlobStore(new TestClock())),
                new OpenAccess(),
                ProtocolConfig.defaults(),
                ServerConfig.builder().port(0).build())) {
            server.start();
            HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v2/_catalog"))
                    .header("X-Request-Id", id)
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static DatabaseConfig config(EmbeddedPostgres postgres, boolean requestIds) {
        return DatabaseConfig.builder()
                .host("127.0.0.1")
                .port(postgres.getPort())
                .database("postgres")
                .user("postgres")
                .password("postgres")
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .pool(1, 1)
                .requestIds(requestIds)
                .build();
    }

    private static List<String> sessions(EmbeddedPostgres postgres) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT application_name FROM pg_stat_activity WHERE application_name LIKE 'registry%'")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
