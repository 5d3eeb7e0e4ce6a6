package dev.berth.registry.http.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RecordedImports;
import dev.berth.registry.http.Times;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.migration.MigrationRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The release, the presence of a database and the imports. */
final class StatisticsEndpoint {
    private static final int MOST_IMPORTS = 100;

    private final String version;
    private final Optional<RecordedImports> imports;

    StatisticsEndpoint(ProtocolConfig settings) {
        version = settings.gitlabVersion();
        imports = settings.imports();
    }

    HttpAnswer get(AuthorizedRequest call) {
        List<MigrationRun> runs =
                imports.map(recorded -> recorded.migration().runs(MOST_IMPORTS)).orElse(List.of());
        String driver = imports.map(RecordedImports::storageDriver).orElse("");
        return HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .body(Json.body(json -> {
                    json.writeStartObject();
                    json.writeObjectFieldStart("release");
                    json.writeStringField("ext_features", GitlabHeaders.FEATURES);
                    json.writeStringField("version", version);
                    json.writeEndObject();
                    json.writeObjectFieldStart("database");
                    json.writeBooleanField("enabled", true);
                    json.writeEndObject();
                    json.writeArrayFieldStart("import");
                    for (MigrationRun run : runs) {
                        write(run, driver, json);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }))
                .build();
    }

    private static void write(MigrationRun run, String driver, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", run.number());
        Times.write("created_at", run.started(), json);
        Times.write("started_at", run.started(), json);
        Times.write("finished_at", run.ended(), json);
        step("pre_import", Steps.ONE, run, json);
        step("tag_import", Steps.TWO, run, json);
        step("blob_import", Steps.THREE, run, json);
        json.writeNumberField("repositories_count", count("repositories", run));
        json.writeNumberField("tags_count", count("tags", run));
        json.writeNumberField("manifests_count", count("manifests", run));
        json.writeNumberField("blobs_count", count("blobs", run));
        json.writeNumberField("blobs_size_bytes", count("bytes", run));
        json.writeStringField("storage_driver", driver);
        json.writeEndObject();
    }

    /** The steps of one run are taken together: each has the times of the run. */
    private static void step(String name, Steps step, MigrationRun run, JsonGenerator json) throws IOException {
        boolean taken = run.steps().contains(step);
        json.writeBooleanField(name, taken);
        if (taken) {
            Times.write(name + "_started_at", run.started(), json);
            Times.write(name + "_finished_at", run.ended(), json);
            if (run.failure().isPresent()) {
                json.writeStringField(name + "_error", run.failure().get());
            }
        }
    }

    private static long count(String name, MigrationRun run) {
        return run.counts().getOrDefault(name, 0L);
    }
}
