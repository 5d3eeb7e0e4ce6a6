package dev.berth.registry.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.http.management.ManagementRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Dashboard and alert rules name only metrics of docs/metrics.md, which MetricsPageIT compares with a server. */
final class MonitoringFilesTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Path FILES = Path.of("src", "dist", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\bregistry_[a-z_]+");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(registry_[a-z_]+)` \\|");
    /** Parts of a metric that has several series. */
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    @Test
    void dashboardNamesOnlyMetricsThatExist() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FILES.resolve("grafana-overview.json").toFile());
        List<String> queries = dashboard.findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(20);
        queries.forEach(MonitoringFilesTest::assertKnown);
        assertThat(dashboard.findValuesAsText("id")).doesNotHaveDuplicates();
    }

    @Test
    void dashboardShowsEveryMetricOfTheRegistry() throws Exception {
        String dashboard = Files.readString(FILES.resolve("grafana-overview.json"));
        Set<String> hidden = Set.of(
                "registry_database_connection_wait_seconds",
                "registry_collection_review_seconds",
                "registry_collection_expired_uploads_total",
                "registry_collection_objects_total",
                "registry_collection_deletion_seconds",
                "registry_collection_failures_total");
        assertThat(documented())
                .allSatisfy(metric ->
                        assertThat(dashboard.contains(metric)).as(metric).isEqualTo(!hidden.contains(metric)));
    }

    /** The calls, their parameters and the members of their items are those of the OpenAPI document. */
    @Test
    void repositoriesAreReadByCallsThatExist() throws Exception {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FILES.resolve("grafana-repositories.json").toFile());
        JsonNode api = openApi();
        List<JsonNode> calls = dashboard.findValues("targets");
        assertThat(calls).hasSize(2);
        for (JsonNode call : calls) {
            String[] url = call.at("/0/url").asText().split("[?]", 2);
            JsonNode operation = api.path("paths").path(url[0]).path("get");
            assertThat(operation.path("parameters").findValuesAsText("name"))
                    .as(url[0])
                    .contains(url[1].split("=", 2)[0]);
            JsonNode page = resolved(operation.at("/responses/200/content/application~1json/schema"), api);
            JsonNode item = resolved(page.at("/properties/items/items"), api);
            for (String member : call.at("/0/columns").findValuesAsText("selector")) {
                assertThat(item.path("properties").has(member)).as(member).isTrue();
            }
        }
    }

    private static JsonNode openApi() throws IOException {
        try (InputStream document =
                Objects.requireNonNull(ManagementRoot.class.getResourceAsStream("openapi.json"), "openapi.json")) {
            return new ObjectMapper().readTree(document);
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode document) {
        return document.at(schema.path("$ref").asText().substring(1));
    }

    @Test
    void alertsNameOnlyMetricsThatExistAndRunbooksThatExist() throws Exception {
        Object file = new Yaml().load(Files.readString(FILES.resolve("prometheus-alerts.yml")));
        JsonNode rules = new ObjectMapper().<JsonNode>valueToTree(file).at("/groups/0/rules");
        assertThat(rules).hasSizeGreaterThan(8);
        for (JsonNode rule : rules) {
            assertThat(rule.path("alert").asText()).matches("Registry[A-Za-z]+");
            assertKnown(rule.path("expr").asText());
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertRunbook(rule.at("/annotations/runbook").asText());
        }
    }

    private static void assertRunbook(String runbook) throws IOException {
        String[] parts = runbook.split("#", 2);
        assertThat(parts).as(runbook).hasSize(2);
        List<String> sections = Files.readString(DOCS.resolve("..").resolve(parts[0]))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        assertThat(sections).as(runbook).contains(parts[1]);
    }

    private static void assertKnown(String query) {
        Set<String> known = documented();
        METRIC.matcher(query)
                .results()
                .map(MatchResult::group)
                .forEach(name -> assertThat(known.contains(name)
                                || known.contains(PART.matcher(name).replaceAll("")))
                        .as(name + " in " + query)
                        .isTrue());
    }

    private static Set<String> documented() {
        try {
            return ROW.matcher(Files.readString(DOCS.resolve("metrics.md")))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
