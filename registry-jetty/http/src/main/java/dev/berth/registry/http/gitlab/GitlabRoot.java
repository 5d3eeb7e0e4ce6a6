package dev.berth.registry.http.gitlab;

import static dev.berth.registry.http.Operation.inBudget;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.Method;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.Operation.Handler;
import dev.berth.registry.http.ProtocolConfig;
import java.util.List;
import java.util.Set;

/** The table of {@code /gitlab/v1/}. */
public final class GitlabRoot {
    private static final String PREFIX = "/gitlab/v1/";
    private static final Needs STATISTICS = (route, query) -> Set.of(new Permission.OnStatistics());

    /** To pull from the repository in the path and from all below it. */
    private static final Needs PULL_BELOW = (route, query) -> Set.of(
            route.permission(Action.PULL),
            new Permission.OnNamespace(route.repository().orElseThrow(), Action.PULL));

    /** As much as the size that is asked for takes. */
    private static final Needs PULL_SIZED = (route, query) ->
            RepositoryEndpoint.isBelow(query) ? PULL_BELOW.of(route, query) : Needs.PULL.of(route, query);

    private GitlabRoot() {}

    /** The table for these settings. */
    public static ApiRoot of(ProtocolConfig settings) {
        ApiRoot.Builder root = ApiRoot.below(PREFIX);
        root.endpoint(PREFIX).immediate().read(Needs.ENTRY, inPlace(call -> start(GitlabHeaders.of(settings))));
        root.endpoint(PREFIX + "statistics/").read(STATISTICS, inPlace(new StatisticsEndpoint(settings)::get));
        TagEndpoint tags = new TagEndpoint();
        root.endpoint(PREFIX + "repositories/{name}/tags/list/").read(Needs.PULL, inBudget(inPlace(tags::list)));
        root.endpoint(PREFIX + "repositories/{name}/tags/detail/{tag}/")
                .read(Needs.PULL, inBudget(inPlace(tags::detail)));
        RepositoryEndpoint repositories = new RepositoryEndpoint();
        root.endpoint(PREFIX + "repositories/{name}/")
                .read(PULL_SIZED, inPlace(repositories::get))
                .on(Method.PATCH, RenameEndpoint.NEEDS, inPlace(new RenameEndpoint()::patch));
        root.endpoint(PREFIX + "repository-paths/{name}/repositories/list/")
                .read(PULL_BELOW, inBudget(inPlace(repositories::list)));
        return root.build();
    }

    /** Paths end in a slash; from one without it the client is sent on. */
    private static Handler inPlace(Handler handler) {
        return call -> call.request().path().endsWith("/") ? handler.answer(call) : Links.withSlash(call);
    }

    private static HttpAnswer start(List<HttpHeader> headers) {
        return HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .with(headers)
                .body(Json.body(json -> {
                    json.writeStartObject();
                    json.writeEndObject();
                }))
                .build();
    }

    /** The location of a call below a repository, without its query. */
    static String location(AuthorizedRequest call) {
        return call.request().linkBase() + call.request().path();
    }
}
