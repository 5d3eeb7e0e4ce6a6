package dev.berth.registry.http.gitlab;

import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.ProtocolConfig;

/** The release and whether there is a database. */
final class StatisticsEndpoint {
    private final String version;

    StatisticsEndpoint(ProtocolConfig settings) {
        version = settings.gitlabVersion();
    }

    HttpAnswer get(AuthorizedRequest call) {
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
                    json.writeEndObject();
                }))
                .build();
    }
}
