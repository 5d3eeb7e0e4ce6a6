package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.SetAsideEvents;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.SetAsideEvent;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.maintenance.RecipientBacklog;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The events that were not delivered: those that are pending, and those that were set aside. */
final class EventsEndpoint {
    private static final String SET_ASIDE = "set-aside-events";
    private static final int MOST_POSITIONS = 1_000;

    private final Maintenance maintenance;
    private final SetAsideEvents setAside;

    EventsEndpoint(Maintenance maintenance, SetAsideEvents setAside) {
        this.maintenance = maintenance;
        this.setAside = setAside;
    }

    HttpAnswer recipients(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        return PageJson.page(maintenance.recipients(), Optional.empty(), EventsEndpoint::write);
    }

    private static void write(RecipientBacklog backlog, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("recipient", backlog.recipient());
        json.writeNumberField("pending", backlog.pending());
        Times.write("oldest_since", backlog.oldest(), json);
        json.writeNumberField("set_aside", backlog.setAside());
        json.writeEndObject();
    }

    HttpAnswer setAside(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit");
        long after = Cursor.in(call.query(), list(call))
                .map(text -> position(text).orElseThrow(Cursor::wrong))
                .orElse(0L);
        Page<SetAsideEvent> page = setAside.list(call.argument(), after, parameters.limit("limit"));
        return PageJson.page(
                page.items(),
                Cursor.next(list(call), page, event -> Long.toString(event.position())),
                EventsEndpoint::write);
    }

    private static String list(AuthorizedRequest call) {
        return SET_ASIDE + "/" + call.argument();
    }

    private static void write(SetAsideEvent setAside, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", setAside.position());
        Times.write("recorded_at", setAside.recorded(), json);
        PageJson.optional("refusal", setAside.refusal(), json);
        if (setAside.event().isPresent()) {
            write(setAside.event().get(), json);
        }
        json.writeEndObject();
    }

    private static void write(Event event, JsonGenerator json) throws IOException {
        json.writeStringField("id", event.id());
        json.writeStringField("action", event.action().name().toLowerCase(Locale.ROOT));
        json.writeStringField("repository", event.target().repository().value());
        PageJson.optional("tag", event.target().tag().map(Tag::value), json);
        PageJson.optional("digest", event.target().digest().map(Digest::toString), json);
    }

    HttpAnswer resend(AuthorizedRequest call) {
        List<Long> positions = positions(call);
        long resent =
                positions.isEmpty() ? setAside.resend(call.argument()) : setAside.resend(call.argument(), positions);
        return PageJson.object(json -> json.writeNumberField("resent", resent));
    }

    HttpAnswer discard(AuthorizedRequest call) {
        List<Long> positions = positions(call);
        long discarded =
                positions.isEmpty() ? setAside.discard(call.argument()) : setAside.discard(call.argument(), positions);
        return PageJson.object(json -> json.writeNumberField("discarded", discarded));
    }

    /** The positions that a request names; none for all. */
    private static List<Long> positions(AuthorizedRequest call) {
        new Parameters(call.query()).onlyWithSeveral("position");
        List<Long> positions = call.query().all("position").stream()
                .map(text -> position(text)
                        .orElseThrow(() -> Parameters.wrongType("position", "the position of an event set aside")))
                .toList();
        if (positions.size() > MOST_POSITIONS) {
            throw Parameters.wrongValue("position", "at most " + MOST_POSITIONS + " positions");
        }
        return positions;
    }

    private static Optional<Long> position(String text) {
        boolean isNumber = !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
