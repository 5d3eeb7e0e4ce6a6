package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.CollectionStatus;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.RetentionStatus.Holder;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.UnreferencedManifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.StorageKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The pending work of collection, and the reasons why content is retained. */
final class CollectionEndpoint {
    private static final String FAILED = "failed-deletions";
    private static final String UNREFERENCED = "unreferenced";

    private final Maintenance maintenance;

    CollectionEndpoint(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    HttpAnswer backlog(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        CollectionStatus status = maintenance.backlog();
        return PageJson.object(json -> {
            json.writeArrayFieldStart("reviews");
            for (ReviewBacklog backlog : status.reviews()) {
                write(backlog, json);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("next_due");
            for (Map.Entry<Reviewable.Kind, Instant> next : status.nextDue().entrySet()) {
                Times.write(text(next.getKey()), next.getValue(), json);
            }
            json.writeEndObject();
            json.writeObjectFieldStart("deletions");
            json.writeNumberField("pending", status.deletions().waiting());
            Times.write("oldest_since", status.deletions().oldest(), json);
            json.writeNumberField("failed", status.deletions().setAside());
            json.writeEndObject();
        });
    }

    private static void write(ReviewBacklog backlog, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", text(backlog.kind()));
        json.writeStringField("reason", text(backlog.reason()));
        json.writeNumberField("pending", backlog.waiting());
        Times.write("oldest_since", backlog.oldest(), json);
        json.writeEndObject();
    }

    HttpAnswer forecast(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        CollectionForecast forecast = maintenance.forecast();
        return PageJson.object(json -> {
            json.writeArrayFieldStart("items");
            for (CollectionForecast.Hour hour : forecast.hours()) {
                json.writeStartObject();
                Times.write("hour", hour.start(), json);
                json.writeNumberField("blobs", hour.blobs());
                json.writeNumberField("size_bytes", hour.bytes());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("complete", forecast.isComplete());
        });
    }

    HttpAnswer failedDeletions(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit");
        Page<StorageKey> page = maintenance.failedDeletions(
                new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), FAILED)));
        return PageJson.page(
                page.items(),
                Cursor.next(FAILED, page, StorageKey::value),
                (key, json) -> json.writeString(key.value()));
    }

    HttpAnswer unreferenced(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit");
        Page<UnreferencedManifest> page = maintenance.unreferenced(
                call.repository(), new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), UNREFERENCED)));
        return PageJson.page(
                page.items(),
                Cursor.next(UNREFERENCED, page, manifest -> manifest.digest().toString()),
                (manifest, json) -> {
                    json.writeStartObject();
                    json.writeStringField("digest", manifest.digest().toString());
                    json.writeStringField("media_type", manifest.mediaType().value());
                    json.writeNumberField("size_bytes", manifest.size());
                    write(manifest.review(), json);
                    json.writeEndObject();
                });
    }

    HttpAnswer ofDigest(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        return answer(maintenance.explain(call.digest()));
    }

    HttpAnswer ofReference(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        Reference reference = Reference.parse(call.argument())
                .orElseThrow(() -> Parameters.wrongValue("reference", "a tag or a digest"));
        return answer(maintenance.explain(call.repository(), reference));
    }

    private HttpAnswer answer(List<RetentionStatus> found) {
        return PageJson.page(found, Optional.empty(), this::write);
    }

    private void write(RetentionStatus retention, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", text(retention.thing().kind()));
        PageJson.optional("repository", repository(retention.thing()), json);
        json.writeStringField("digest", retention.thing().digest().toString());
        json.writeArrayFieldStart("holders");
        for (Holder holder : retention.holders()) {
            json.writeStartObject();
            json.writeStringField("relation", text(holder.relation()));
            json.writeStringField("name", holder.name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("more_holders", retention.more());
        if (retention.review().isPresent()) {
            write(retention.review().get(), json);
        }
        json.writeEndObject();
    }

    private void write(PendingReview review, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("review");
        json.writeStringField("reason", text(review.reason()));
        Times.write("since", review.since(), json);
        Times.write("due", maintenance.due(review), json);
        json.writeEndObject();
    }

    private static Optional<String> repository(Reviewable thing) {
        if (thing instanceof Reviewable.OfManifest manifest) {
            return Optional.of(manifest.repository().value());
        }
        return thing instanceof Reviewable.OfLink link
                ? Optional.of(link.repository().value())
                : Optional.empty();
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
