package dev.berth.registry.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.testing.TestCache;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page docs/metrics.md lists each metric that a server shows, with its labels, and no other. */
final class MetricsPageIT {
    private static final Path PAGE = Path.of("..", "..", "docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(registry_[a-z_]+)` \\| ([^|]*)\\|");
    private static final Pattern LABEL = Pattern.compile("`([a-z]+)`");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (registry_\\S+) (\\S+)$");

    @Test
    void pageListsWhatAServerShows() throws Exception {
        assertThat(documented()).isEqualTo(scraped());
    }

    private static Map<String, Set<String>> documented() throws Exception {
        Map<String, Set<String>> metrics = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            String labels = row.group(2).replaceAll("\\([^)]*\\)", "");
            metrics.put(row.group(1), matches(LABEL, labels));
        }
        return metrics;
    }

    private static Map<String, Set<String>> scraped() throws Exception {
        String text = page();
        Map<String, Set<String>> metrics = new TreeMap<>();
        Matcher family = FAMILY.matcher(text);
        while (family.find()) {
            String name = family.group(1);
            boolean isMaximum = name.endsWith("_max") && text.contains("\n" + name.replaceAll("_max$", "_count"));
            if (!isMaximum) {
                metrics.put(name, labels(text, name));
            }
        }
        return metrics;
    }

    private static Set<String> labels(String text, String name) {
        Set<String> labels = new TreeSet<>();
        Matcher sample = Pattern.compile("(?m)^" + name + "(?:_bucket|_count|_sum)?\\{(.*)\\} \\S+$")
                .matcher(text);
        while (sample.find()) {
            labels.addAll(matches(Pattern.compile("([a-z]+)=\""), sample.group(1)));
        }
        labels.remove("le");
        return labels;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    /** The page of a server that has had each event once. */
    private static String page() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(
                                TestCache.folder("postgresql").toFile())
                        .start();
                PrometheusPage page = new PrometheusPage(Clock.systemUTC())) {
            Metrics metrics = page.metrics();
            Migrations.open(config(postgres)).up(Migrations.Options.DEFAULT);
            try (JdbiMetadataStore metadata =
                    JdbiMetadataStore.open(config(postgres), Clock.systemUTC(), metrics.queries())) {
                metrics.watchConnections(metadata);
                metrics.watchImports(metadata.migration(), Clock.systemUTC());
                metrics.watchQueues(metadata, CollectorConfig.builder().build(), Clock.systemUTC());
                metrics.watchOutbox(metadata.events(), "audit", Clock.systemUTC());
                serve(metadata, metrics);
                happenOnce(metrics);
                return page.text();
            }
        }
    }

    private static DatabaseConfig config(EmbeddedPostgres postgres) {
        return DatabaseConfig.builder()
                .host("127.0.0.1")
                .port(postgres.getPort())
                .database("postgres")
                .user("postgres")
                .password("postgres")
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .build();
    }

    private static void serve(JdbiMetadataStore metadata, Metrics metrics) throws Exception {
        BlobStore blobs = metrics.storage(new InMemoryBlobStore(new TestClock()), "inmemory");
        ServerConfig settings = ServerConfig.builder()
                .port(0)
                .requestListener(metrics.requests())
                .build();
        RegistryEngine engine = RegistryEngine.builder().build(metadata, blobs);
        metrics.watchBlobCache(engine);
        try (RegistryServer server =
                new RegistryServer(engine, new OpenAccess(), ProtocolConfig.defaults(), settings)) {
            metrics.watchServer(server.start());
            URI list = server.uri().resolve("/v2/app/tags/list");
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(list).build(), BodyHandlers.discarding());
            blobs.list("", PageRequest.first(1));
        }
    }

    private static void happenOnce(Metrics metrics) {
        metrics.queries().repeated("put_manifest");
        metrics.notifications().delivered("audit", 1);
        metrics.collection().deleted(1, 0, 0, Duration.ofMillis(1));
        metrics.collection().reviewed(Reviewable.Kind.BLOB, ReviewBatch.EMPTY, Duration.ofMillis(1));
        metrics.collection().failed("review", new StoreException(StoreException.Kind.TRANSIENT, "gone", null));
    }
}
