package dev.berth.registry.http.distribution;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.field.Paging;
import dev.berth.registry.http.field.Percent;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The referrers of a manifest (OCI Distribution Specification, "Listing Referrers"). */
final class ReferrersEndpoint {
    private static final HttpHeader CONTENT_TYPE = new HttpHeader(HeaderName.CONTENT_TYPE, MediaType.OCI_INDEX.value());
    private static final HttpHeader FILTERED = new HttpHeader(HeaderName.OCI_FILTERS_APPLIED, "artifactType");

    private final ProtocolConfig settings;

    ReferrersEndpoint(ProtocolConfig settings) {
        this.settings = settings;
    }

    HttpAnswer list(AuthorizedRequest call) {
        Digest subject = call.digest();
        Optional<String> filter = call.query().first("artifactType").filter(text -> !text.isEmpty());
        PageRequest request = Paging.request(call.query(), settings.referrersPage());
        Page<Descriptor> page = page(call, subject, filter, request);
        HttpAnswer.Builder answer =
                HttpAnswer.of(200).with(CONTENT_TYPE).body(Json.body(json -> writeIndex(page.items(), json)));
        if (filter.isPresent()) {
            answer.with(FILTERED);
        }
        Paging.next(page, request, location(call, subject, filter), ReferrersEndpoint::wireDigest)
                .ifPresent(answer::with);
        return answer.build();
    }

    /** Text that is no media type is the artifact type of no referrer. */
    private Page<Descriptor> page(
            AuthorizedRequest call, Digest subject, Optional<String> filter, PageRequest request) {
        Optional<MediaType> artifactType = filter.flatMap(MediaType::parse);
        if (filter.isPresent() && artifactType.isEmpty()) {
            return new Page<>(List.of(), false);
        }
        return call.registry()
                .manifests()
                .referrers(call.repository(), subject, new ReferrersRequest(artifactType, request));
    }

    private static String location(AuthorizedRequest call, Digest subject, Optional<String> filter) {
        return DistributionRoot.location(call, "referrers/" + subject)
                + filter.map(type -> "?artifactType=" + Percent.encode(type)).orElse("");
    }

    private static String wireDigest(Descriptor descriptor) {
        return descriptor.digest().toString();
    }

    private static void writeIndex(List<Descriptor> descriptors, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", 2);
        json.writeStringField("mediaType", MediaType.OCI_INDEX.value());
        json.writeArrayFieldStart("manifests");
        for (Descriptor descriptor : descriptors) {
            write(descriptor, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(Descriptor descriptor, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("mediaType", descriptor.mediaType().value());
        json.writeStringField("digest", wireDigest(descriptor));
        json.writeNumberField("size", descriptor.size());
        if (descriptor.artifactType().isPresent()) {
            json.writeStringField(
                    "artifactType", descriptor.artifactType().get().value());
        }
        if (!descriptor.annotations().isEmpty()) {
            json.writeObjectFieldStart("annotations");
            for (Map.Entry<String, String> annotation : descriptor.annotations().entrySet()) {
                json.writeStringField(annotation.getKey(), annotation.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
