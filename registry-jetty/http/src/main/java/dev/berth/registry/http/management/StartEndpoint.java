package dev.berth.registry.http.management;

import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.field.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** The features of this server, and the description of the API. */
final class StartEndpoint {
    private final List<String> features;
    private final byte[] description;

    StartEndpoint(List<String> features) {
        this.features = List.copyOf(features);
        this.description = read();
    }

    HttpAnswer features(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        return PageJson.object(json -> {
            json.writeArrayFieldStart("features");
            for (String feature : features) {
                json.writeString(feature);
            }
            json.writeEndArray();
        });
    }

    HttpAnswer description(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        return HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .body(new HttpBody.Bytes(ByteBuffer.wrap(description)))
                .build();
    }

    private static byte[] read() {
        try (InputStream file =
                Objects.requireNonNull(StartEndpoint.class.getResourceAsStream("openapi.json"), "openapi.json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json is not readable", e);
        }
    }
}
