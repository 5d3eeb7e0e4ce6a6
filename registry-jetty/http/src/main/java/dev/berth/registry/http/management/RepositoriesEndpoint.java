package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.Insights;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.SizedRepository;
import java.io.IOException;
import java.util.Optional;

/** Repositories with their sizes. */
final class RepositoriesEndpoint {
    private static final String LIST = "repositories";
    private static final String LARGEST = "largest";
    private static final String FIGURES = "figures";

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("below", "cursor", "limit");
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), LIST));
        Page<SizedRepository> page = call.registry()
                .insights()
                .sizes()
                .repositories(new RepositoryQuery(request, below(parameters)), call.visibleBelow());
        return PageJson.page(
                page.items(),
                Cursor.next(LIST, page, repository -> repository.name().value()),
                RepositoriesEndpoint::write);
    }

    /** The namespace to which a list is confined. */
    static Optional<RepositoryName> below(Parameters parameters) {
        return parameters
                .query()
                .first("below")
                .map(text -> RepositoryName.parse(text)
                        .orElseThrow(() -> Parameters.wrongValue("below", "the path of a namespace")));
    }

    HttpAnswer largest(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit");
        Optional<SizePosition> after = Cursor.in(call.query(), LARGEST).map(RepositoriesEndpoint::position);
        Page<RepositorySize> page =
                call.registry().insights().sizes().largest(parameters.limit("limit"), after, call.visibleBelow());
        Optional<String> next = Cursor.next(LARGEST, page, repository -> repository.size() + " " + repository.name());
        return PageJson.page(page.items(), next, (repository, json) -> {
            json.writeStartObject();
            json.writeStringField("name", repository.name().value());
            json.writeNumberField("size_bytes", repository.size());
            json.writeNumberField("tags", repository.tags());
            json.writeEndObject();
        });
    }

    /** The position of a cursor in a list by size. */
    static SizePosition position(String text) {
        int space = text.indexOf(' ');
        try {
            return new SizePosition(Long.parseLong(text.substring(0, Math.max(0, space))), text.substring(space + 1));
        } catch (NumberFormatException e) {
            throw Cursor.wrong();
        }
    }

    HttpAnswer get(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only(FIGURES);
        Insights insights = call.registry().insights();
        RepositoryDetails details = insights.repository(call.repository());
        if (!parameters.flag(FIGURES)) {
            SizedRepository repository =
                    new SizedRepository(details, insights.sizes().of(call.repository()));
            return PageJson.object(json -> members(repository, json));
        }
        RepositoryFigures figures = insights.sizes().figures(call.repository());
        return PageJson.object(json -> {
            members(new SizedRepository(details, figures.size()), json);
            json.writeNumberField("tags", figures.tags());
            json.writeNumberField("manifests", figures.manifests());
            json.writeNumberField("blobs", figures.blobs());
            json.writeNumberField("held_bytes", figures.held());
            json.writeNumberField("freed_bytes", figures.freed());
            json.writeNumberField("unreferenced_bytes", figures.unreferenced());
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
