package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.UsageInsights;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.DayUsage;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryUsage;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Pulls and pushes. Days are in UTC. */
final class UsageEndpoint {
    private static final String UNUSED = "unused-tags";

    private final Clock clock;

    UsageEndpoint(Clock clock) {
        this.clock = clock;
    }

    HttpAnswer repository(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("first", "last");
        Days asked = Days.in(parameters, clock);
        UsageInsights insights = usage(call);
        Usage usage = insights.repository(call.repository());
        List<DayUsage> days = insights.days(call.repository(), asked.first(), asked.last());
        Optional<LocalDate> since = insights.recordedSince();
        return PageJson.object(json -> {
            json.writeStringField("name", call.repository().value());
            members(usage, json);
            if (since.isPresent()) {
                json.writeStringField("recorded_since", since.get().toString());
            }
            json.writeArrayFieldStart("days");
            for (DayUsage day : days) {
                json.writeStartObject();
                json.writeStringField("day", day.day().toString());
                counts(day.pulls(), day.pushes(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    HttpAnswer manifest(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        Usage usage = usage(call).manifest(call.repository(), call.digest());
        return PageJson.object(json -> {
            json.writeStringField("digest", call.digest().toString());
            members(usage, json);
        });
    }

    HttpAnswer unusedTags(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit", "unused_for");
        Duration age = Age.in(parameters, "unused_for")
                .orElseThrow(() -> Parameters.wrongValue("unused_for", "a number with s, m, h or d, 30d for example"));
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), UNUSED));
        Page<Tag> page =
                usage(call).unusedTags(call.repository(), clock.instant().minus(age), request);
        return PageJson.page(
                page.items(), Cursor.next(UNUSED, page, Tag::value), (tag, json) -> PageJson.named(tag.value(), json));
    }

    HttpAnswer mostPulled(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("first", "limit");
        LocalDate first = Days.first(parameters, clock);
        List<RepositoryUsage> most = usage(call).mostPulled(first, parameters.limit("limit"), call.visibleBelow());
        return PageJson.page(most, Optional.empty(), (repository, json) -> {
            json.writeStartObject();
            json.writeStringField("name", repository.name().value());
            counts(repository.pulls(), repository.pushes(), json);
            json.writeEndObject();
        });
    }

    /** Writes counts and times. */
    static void members(Usage usage, JsonGenerator json) throws IOException {
        counts(usage.pulls(), usage.pushes(), json);
        Times.write("last_pulled_at", usage.pulled(), json);
        Times.write("last_pushed_at", usage.pushed(), json);
        Times.write("last_used_at", usage.used(), json);
    }

    private static void counts(long pulls, long pushes, JsonGenerator json) throws IOException {
        json.writeNumberField("pulls", pulls);
        json.writeNumberField("pushes", pushes);
    }

    private static UsageInsights usage(AuthorizedRequest call) {
        return call.registry().insights().usage();
    }
}
