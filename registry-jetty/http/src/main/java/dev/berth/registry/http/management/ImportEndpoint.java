package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.migration.Migration;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The import or takeover of another registry that began last. */
final class ImportEndpoint {
    private final Migration migration;

    ImportEndpoint(Migration migration) {
        this.migration = migration;
    }

    HttpAnswer last(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        Optional<MigrationStatus> status = migration.status();
        return PageJson.object(json -> {
            if (status.isPresent()) {
                write(status.get(), json);
            }
        });
    }

    private static void write(MigrationStatus run, JsonGenerator json) throws IOException {
        json.writeStringField("steps", run.steps());
        Times.write("started_at", run.started(), json);
        Times.write("noted_at", run.noted(), json);
        Times.write("ended_at", run.ended(), json);
        json.writeBooleanField("active", run.active());
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> count : new TreeMap<>(run.counts()).entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("findings");
        for (MigrationFinding finding : run.findings()) {
            json.writeStartObject();
            json.writeStringField("reason", finding.reason().name());
            json.writeStringField("repository", finding.repository());
            json.writeStringField("item", finding.item());
            json.writeStringField("detail", finding.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
