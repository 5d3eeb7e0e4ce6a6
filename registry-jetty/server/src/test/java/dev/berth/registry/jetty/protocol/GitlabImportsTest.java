package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RecordedImports;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of imports in the statistics for GitLab. */
final class GitlabImportsTest {
    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z";

    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());
    private final MigrationStore imports = metadata.migration();
    private final TestServer server = TestServer.with(ProtocolConfig.builder()
            .imports(new RecordedImports(
                    MigrationEngine.over(
                            imports, metadata, new InMemoryBlobStore(Clock.systemUTC()), Clock.systemUTC()),
                    "s3"))
            .build());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRunHasItsStepsAndCounts() throws Exception {
        note("ALL", Map.of("repositories", 2L, "tags", 3L, "manifests", 4L, "blobs", 5L, "bytes", 6L));

        JsonNode run = statistics().get(0);
        assertThat(run.at("/id").isIntegralNumber()).isTrue();
        for (String time : List.of("created_at", "started_at", "finished_at", "pre_import_started_at")) {
            assertThat(run.at("/" + time).asText()).matches(TIME);
        }
        assertThat(run.at("/pre_import").asBoolean()).isTrue();
        assertThat(run.at("/tag_import").asBoolean()).isTrue();
        assertThat(run.at("/blob_import_finished_at").asText()).matches(TIME);
        assertThat(run.at("/storage_driver").asText()).isEqualTo("s3");
        assertThat(run.at("/repositories_count").asLong()).isEqualTo(2);
        assertThat(run.at("/tags_count").asLong()).isEqualTo(3);
        assertThat(run.at("/manifests_count").asLong()).isEqualTo(4);
        assertThat(run.at("/blobs_count").asLong()).isEqualTo(5);
        assertThat(run.at("/blobs_size_bytes").asLong()).isEqualTo(6);
    }

    @Test
    void stepsThatWereNotTakenHaveNoTimes() throws Exception {
        note("TWO of a/*", Map.of());

        JsonNode run = statistics().get(0);
        assertThat(run.at("/pre_import").asBoolean()).isFalse();
        assertThat(run.has("pre_import_started_at")).isFalse();
        assertThat(run.at("/tag_import_finished_at").asText()).matches(TIME);
        assertThat(run.at("/blob_import").asBoolean()).isFalse();
    }

    @Test
    void aFailedRunNamesItsFailureAndAnActiveOneHasNone() throws Exception {
        try (ImportClaim claim = imports.runs().begin("ONE").orElseThrow()) {
            claim.record(List.of(new ImportFinding("STORE_FAILED", "a", "", "storage did not answer")));
            claim.note(Map.of(), false);
            assertThat(statistics().get(0).has("pre_import_error")).isFalse();
        }
        imports.runs().begin("THREE").orElseThrow().close();

        JsonNode runs = statistics();
        assertThat(runs.at("/0/blob_import_error").asText()).isEqualTo("the run was interrupted");
        assertThat(runs.at("/1/pre_import_error").asText()).isEqualTo("storage did not answer");
        assertThat(runs.get(1).has("finished_at")).isFalse();
        assertThat(runs.get(1).has("pre_import_finished_at")).isFalse();
    }

    @Test
    void onlyImportsAreListed() throws Exception {
        note("ALL", Map.of());
        note("export", Map.of());
        note("finish", Map.of());

        assertThat(statistics()).hasSize(1);
    }

    private void note(String steps, Map<String, Long> counts) throws Exception {
        try (ImportClaim claim = imports.runs().begin(steps).orElseThrow()) {
            claim.note(counts, true);
        }
    }

    private JsonNode statistics() throws Exception {
        return TestServer.json(server.get("/gitlab/v1/statistics/")).at("/import");
    }
}
