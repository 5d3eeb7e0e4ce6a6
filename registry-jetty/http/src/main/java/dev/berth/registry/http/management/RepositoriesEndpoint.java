package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.Insights;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.model.SizedRepository;
import java.io.IOException;
import java.util.Optional;

/** Repositories and namespaces with their sizes. */
final class RepositoriesEndpoint {
    private static final String LIST = "repositories";

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("below", "cursor", "limit");
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), LIST));
        Optional<RepositoryName> below = call.query()
                .first("below")
                .map(text -> RepositoryName.parse(text)
                        .orElseThrow(() -> Parameters.wrongValue("below", "the path of a namespace")));
        Page<SizedRepository> page =
                call.registry().insights().sizes().repositories(new RepositoryQuery(request, below), call.visible());
        return PageJson.page(
                page.items(),
                Cursor.next(LIST, page, repository -> repository.name().value()),
                RepositoriesEndpoint::write);
    }

    HttpAnswer get(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        Insights insights = call.registry().insights();
        SizedRepository repository = new SizedRepository(
                insights.repository(call.repository()), insights.sizes().of(call.repository()));
        return PageJson.object(json -> members(repository, json));
    }

    HttpAnswer namespace(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        long size = call.registry().insights().sizes().below(call.repository());
        return PageJson.object(json -> {
            json.writeStringField("name", call.repository().value());
            json.writeNumberField("size_bytes", size);
        });
    }

    private static void write(SizedRepository repository, JsonGenerator json) throws IOException {
        json.writeStartObject();
        members(repository, json);
        json.writeEndObject();
    }

    private static void members(SizedRepository repository, JsonGenerator json) throws IOException {
        json.writeStringField("name", repository.name().value());
        json.writeNumberField("size_bytes", repository.size());
        Times.write("created_at", repository.details().created(), json);
        Times.write("renamed_at", repository.details().renamed(), json);
        Times.write("published_at", repository.details().published(), json);
    }
}
