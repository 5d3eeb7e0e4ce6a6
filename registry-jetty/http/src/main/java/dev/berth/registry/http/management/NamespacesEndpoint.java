package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.Sizes;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.NamespaceFigures.SizedNamespace;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SizePosition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sizes of all repositories at and below a path. */
final class NamespacesEndpoint {
    private static final String LIST = "namespaces";
    private static final String BELOW = "below";
    private static final String FIGURES = "figures";

    HttpAnswer get(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only(FIGURES);
        Sizes sizes = sizes(call);
        if (!parameters.flag(FIGURES)) {
            long size = sizes.below(call.repository());
            return PageJson.object(json -> {
                json.writeStringField("name", call.repository().value());
                json.writeNumberField("size_bytes", size);
            });
        }
        NamespaceFigures figures = sizes.figuresBelow(call.repository());
        return PageJson.object(json -> members(figures, json));
    }

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only(BELOW, "cursor", FIGURES, "limit");
        Optional<RepositoryName> below = RepositoriesEndpoint.below(parameters);
        String list = LIST + '/' + below.map(RepositoryName::value).orElse("");
        Optional<SizePosition> after = Cursor.in(call.query(), list).map(RepositoriesEndpoint::position);
        Page<SizedNamespace> page =
                sizes(call).namespaces(below, parameters.limit("limit"), after, each -> isVisible(call, each));
        Map<RepositoryName, Long> exclusive = parameters.flag(FIGURES) ? exclusive(call, page.items()) : Map.of();
        Optional<String> next = Cursor.next(list, page, each -> each.figures().size() + " " + each.path());
        return PageJson.page(page.items(), next, (each, json) -> write(each, exclusive, json));
    }

    /** The figures of a namespace tell of each repository of it. */
    private static boolean isVisible(AuthorizedRequest call, SizedNamespace namespace) {
        boolean seesItself = !namespace.isRepository() || call.visibleBelow().test(namespace.path());
        boolean isAlone = namespace.isRepository() && namespace.figures().repositories() == 1;
        return seesItself && (isAlone || call.readsAllBelow(namespace.path()));
    }

    private static Map<RepositoryName, Long> exclusive(AuthorizedRequest call, List<SizedNamespace> namespaces) {
        return sizes(call)
                .exclusive(namespaces.stream().map(SizedNamespace::path).toList());
    }

    private static void write(SizedNamespace namespace, Map<RepositoryName, Long> exclusive, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        members(namespace.figures(), json);
        if (!exclusive.isEmpty()) {
            json.writeNumberField("exclusive_bytes", Objects.requireNonNull(exclusive.get(namespace.path())));
        }
        json.writeBooleanField("is_repository", namespace.isRepository());
        json.writeNumberField("pulls", namespace.pulls());
        Times.write("last_pushed_at", namespace.pushed(), json);
        json.writeEndObject();
    }

    private static void members(NamespaceFigures figures, JsonGenerator json) throws IOException {
        json.writeStringField("name", figures.path().value());
        json.writeNumberField("size_bytes", figures.size());
        json.writeNumberField("repositories", figures.repositories());
        json.writeNumberField("tags", figures.tags());
        json.writeNumberField("shared_bytes", figures.sum() - figures.size());
    }

    private static Sizes sizes(AuthorizedRequest call) {
        return call.registry().insights().sizes();
    }
}
