package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.maintenance.ServerInspection;
import dev.berth.registry.maintenance.ServerStatus;
import dev.berth.registry.maintenance.ServerStatus.Pool;
import dev.berth.registry.maintenance.ServerStatus.Schema;
import dev.berth.registry.maintenance.ServerStatus.Setting;
import dev.berth.registry.maintenance.ServerStatus.Statement;
import java.io.IOException;

/** The state of the server that answers. */
final class ServerEndpoint {
    private final ServerInspection inspection;

    ServerEndpoint(ServerInspection inspection) {
        this.inspection = inspection;
    }

    HttpAnswer status(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        ServerStatus status = inspection.status();
        return PageJson.object(json -> {
            json.writeStringField("version", status.version());
            json.writeStringField("java", status.java());
            Times.write("started_at", status.started(), json);
            json.writeStringField("metadata", status.metadata());
            json.writeStringField("storage", status.storage());
            if (status.schema().isPresent()) {
                write(status.schema().get(), json);
            }
            if (status.pool().isPresent()) {
                write(status.pool().get(), json);
            }
            json.writeArrayFieldStart("statements");
            for (Statement statement : status.statements()) {
                write(statement, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("settings");
            for (Setting setting : status.settings()) {
                write(setting, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(Schema schema, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("schema");
        PageJson.optional("version", schema.version(), json);
        json.writeBooleanField("pending", schema.pending());
        json.writeBooleanField("pending_after_deployment", schema.pendingAfterDeployment());
        PageJson.optional("failure", schema.failure(), json);
        json.writeEndObject();
    }

    private static void write(Pool pool, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("pool");
        json.writeNumberField("active", pool.active());
        json.writeNumberField("idle", pool.idle());
        json.writeNumberField("waiting", pool.waiting());
        json.writeNumberField("most", pool.most());
        json.writeEndObject();
    }

    private static void write(Statement statement, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", statement.name());
        json.writeNumberField("runs", statement.runs());
        json.writeNumberField("failed", statement.failed());
        json.writeNumberField("total_ms", statement.total().toMillis());
        json.writeNumberField("longest_ms", statement.longest().toMillis());
        json.writeEndObject();
    }

    private static void write(Setting setting, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", setting.name());
        json.writeStringField("value", setting.value());
        json.writeStringField("origin", setting.origin());
        json.writeEndObject();
    }
}
