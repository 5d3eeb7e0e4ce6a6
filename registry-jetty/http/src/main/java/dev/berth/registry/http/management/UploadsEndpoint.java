package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.maintenance.UploadProgress;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.UploadId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Uploads in progress. Their ids are known to their clients only. */
final class UploadsEndpoint {
    private static final String LIST = "uploads";

    private final Maintenance maintenance;

    UploadsEndpoint(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit");
        Page<UploadProgress> page = maintenance.uploads(
                Cursor.in(call.query(), LIST).map(UploadsEndpoint::position), parameters.limit("limit"));
        return PageJson.page(page.items(), Cursor.next(LIST, page, UploadsEndpoint::text), UploadsEndpoint::write);
    }

    private static String text(UploadProgress upload) {
        return upload.expires() + " " + upload.id();
    }

    private static UploadProgress.Position position(String text) {
        int space = text.indexOf(' ');
        try {
            Instant expires = Instant.parse(text.substring(0, Math.max(0, space)));
            return new UploadProgress.Position(
                    expires, UploadId.parse(text.substring(space + 1)).orElseThrow(Cursor::wrong));
        } catch (DateTimeException e) {
            throw Cursor.wrong();
        }
    }

    private static void write(UploadProgress upload, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("repository", upload.repository().value());
        json.writeNumberField("size_bytes", upload.size());
        Times.write("started_at", upload.started(), json);
        Times.write("expires_at", upload.expires(), json);
        json.writeEndObject();
    }
}
