package dev.berth.registry.http.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Repositories with their times and sizes. */
final class RepositoryEndpoint {
    private static final String SELF = "self";
    private static final String BELOW = "self_with_descendants";

    /** True when the size includes the repositories below. */
    static boolean isBelow(Query query) {
        return query.first("size").filter(BELOW::equals).isPresent();
    }

    HttpAnswer get(AuthorizedRequest call) {
        Optional<String> scope = new Parameters(call.query()).oneOf("size", List.of(SELF, BELOW));
        OptionalLong size = scope.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        scope.get().equals(BELOW)
                                ? call.registry().insights().sizes().below(call.repository())
                                : call.registry().insights().sizes().of(call.repository()));
        Optional<RepositoryDetails> details = details(call, scope);
        return HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .body(Json.body(json -> {
                    json.writeStartObject();
                    names(call.repository(), json);
                    if (size.isPresent()) {
                        json.writeNumberField("size_bytes", size.getAsLong());
                        json.writeStringField("size_precision", "default");
                    }
                    if (details.isPresent()) {
                        times(details.get(), json);
                    }
                    json.writeEndObject();
                }))
                .build();
    }

    /** A path that has repositories only below it has a size and no times. */
    private static Optional<RepositoryDetails> details(AuthorizedRequest call, Optional<String> scope) {
        try {
            return Optional.of(call.registry().insights().repository(call.repository()));
        } catch (RegistryException e) {
            if (e.code() == ErrorCode.NAME_UNKNOWN
                    && scope.filter(BELOW::equals).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    HttpAnswer list(AuthorizedRequest call) {
        int limit = new Parameters(call.query()).limit("n");
        Optional<String> last = call.query().first("last");
        if (last.isPresent() && RepositoryName.parse(last.get()).isEmpty()) {
            throw Parameters.wrongValue("last", "the path of a repository");
        }
        Page<RepositoryDetails> page =
                call.registry().insights().tagged(call.repository(), new PageRequest(limit, last));
        HttpAnswer.Builder answer = HttpAnswer.of(200).with(Json.CONTENT_TYPE).body(Json.body(json -> {
            json.writeStartArray();
            for (RepositoryDetails repository : page.items()) {
                json.writeStartObject();
                names(repository.name(), json);
                times(repository, json);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
        page.next(repository -> repository.name().value())
                .flatMap(marker ->
                        Links.of(call).next(true, marker, limit, List.of()).header())
                .ifPresent(answer::with);
        return answer.build();
    }

    private static void names(RepositoryName name, JsonGenerator json) throws IOException {
        String path = name.value();
        json.writeStringField("name", path.substring(path.lastIndexOf('/') + 1));
        json.writeStringField("path", path);
    }

    private static void times(RepositoryDetails repository, JsonGenerator json) throws IOException {
        Times.write("created_at", repository.created(), json);
        Times.write("updated_at", repository.renamed(), json);
        Times.write("last_published_at", repository.published(), json);
    }
}
