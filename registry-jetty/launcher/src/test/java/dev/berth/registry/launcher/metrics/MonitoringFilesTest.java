package dev.berth.registry.launcher.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.http.management.ManagementRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Dashboards and alert rules name only metrics of docs/metrics.md, which MetricsPageIT compares with a server. */
final class MonitoringFilesTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Path FILES = Path.of("src", "dist", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\bregistry_[a-z_]+");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(registry_[a-z_]+)` \\|");
    private static final Pattern OF_POSTGRES = Pattern.compile("\\bpg_[a-z_]+");
    /** Metrics of postgres_exporter 0.15. */
    private static final Set<String> POSTGRES = Set.of(
            "pg_up",
            "pg_replication_lag_seconds",
            "pg_replication_is_replica",
            "pg_stat_activity_count",
            "pg_stat_activity_max_tx_duration",
            "pg_settings_max_connections",
            "pg_stat_user_tables_n_dead_tup",
            "pg_stat_user_tables_n_live_tup",
            "pg_stat_database_deadlocks");

    private static final Optional<Path> PROMTOOL = Stream.of(System.getProperty("berth.promtool", "/usr/bin/promtool"))
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    /** Parts of a metric that has several series. */
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboardNamesOnlyMetricsThatExist(Path file) throws Exception {
        JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
        assertThat(dashboard.path("uid").asText())
                .isEqualTo(file.getFileName()
                        .toString()
                        .replace("grafana-", "berth-")
                        .replace(".json", ""));
        List<String> queries = dashboard.findValuesAsText("expr");
        assertThat(queries).isNotEmpty();
        queries.forEach(MonitoringFilesTest::assertKnown);
        assertThat(dashboard.findValuesAsText("id")).doesNotHaveDuplicates();
    }

    @Test
    void dashboardsShowEveryMetricOfTheRegistry() throws Exception {
        StringBuilder all = new StringBuilder();
        for (Path dashboard : dashboards()) {
            all.append(Files.readString(dashboard));
        }
        assertThat(documented()).allSatisfy(metric -> assertThat(all).as(metric).contains(metric));
    }

    /** Those with a data source of Prometheus. */
    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("grafana-repositories.json"))
                    .sorted()
                    .toList();
        }
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
        for (JsonNode rule : rules("prometheus-alerts.yml")) {
            assertKnown(rule.path("expr").asText());
            assertRule(rule);
        }
    }

    @Test
    void alertsOfPostgresNameOnlyMetricsOfItsExporter() throws Exception {
        for (JsonNode rule : rules("prometheus-postgresql.yml")) {
            String query = rule.path("expr").asText();
            assertThat(OF_POSTGRES.matcher(query).results().map(MatchResult::group))
                    .as(query)
                    .isNotEmpty()
                    .isSubsetOf(POSTGRES);
            assertRule(rule);
        }
    }

    /** A Prometheus installation checks the syntax too, and the rules against series that must and must not alert. */
    @Test
    void rulesAreValidToPrometheus() throws Exception {
        assumeTrue(PROMTOOL.isPresent(), "no promtool on this machine");
        promtool("check", "rules", FILES.resolve("prometheus-alerts.yml").toString());
        promtool("check", "rules", FILES.resolve("prometheus-postgresql.yml").toString());
        promtool(
                "test",
                "rules",
                Path.of("src", "test", "monitoring", "alerts-test.yml").toString());
    }

    private static JsonNode rules(String name) throws IOException {
        Object file = new Yaml().load(Files.readString(FILES.resolve(name)));
        JsonNode rules = new ObjectMapper().<JsonNode>valueToTree(file).at("/groups/0/rules");
        assertThat(rules).hasSizeGreaterThan(6);
        return rules;
    }

    private static void assertRule(JsonNode rule) throws IOException {
        assertThat(rule.path("alert").asText()).matches("Registry[A-Za-z]+");
        assertThat(rule.at("/labels/severity").asText()).isIn("page", "ticket");
        assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
        assertRunbook(rule.at("/annotations/runbook").asText());
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROMTOOL.orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
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
