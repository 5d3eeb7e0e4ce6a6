package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.maintenance.DailyFigures;
import dev.berth.registry.maintenance.Maintenance;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Figures of the registry as a whole by day, in UTC. */
final class DaysEndpoint {
    private final Maintenance maintenance;
    private final Clock clock;

    DaysEndpoint(Maintenance maintenance, Clock clock) {
        this.maintenance = maintenance;
        this.clock = clock;
    }

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("first", "last");
        Days days = Days.in(parameters, clock);
        return PageJson.page(maintenance.days(days.first(), days.last()), Optional.empty(), DaysEndpoint::write);
    }

    private static void write(DailyFigures day, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("day", day.day().toString());
        if (day.content().isPresent()) {
            DailyFigures.Content content = day.content().get();
            Times.write("measured_at", content.measured(), json);
            json.writeNumberField("repositories", content.repositories());
            json.writeNumberField("blobs", content.blobs());
            json.writeNumberField("bytes", content.bytes());
            json.writeNumberField("shared_bytes", content.shared());
            json.writeNumberField("linked_bytes", content.linked());
        }
        json.writeNumberField("pulls", day.pulls());
        json.writeNumberField("pushes", day.pushes());
        json.writeEndObject();
    }
}
