package dev.berth.registry.http.management;

import static dev.berth.registry.http.Operation.inBudget;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.ErrorForm;
import dev.berth.registry.http.Method;
import dev.berth.registry.http.Needs;
import dev.berth.registry.maintenance.Maintenance;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * The table of {@code /api/v1/}. A repository name ends its path or is followed by one argument, so that no name is
 * ambiguous.
 */
public final class ManagementRoot {
    private static final String PREFIX = "/api/v1/";

    /** To pull from all repositories at and below the path. */
    private static final Needs PULL_BELOW = (route, query) -> Set.of(
            route.permission(Action.PULL),
            new Permission.OnNamespace(route.repository().orElseThrow(), Action.PULL));

    /** To read figures about the registry as a whole. */
    private static final Needs FIGURES = (route, query) -> Set.of(new Permission.OnStatistics());

    private ManagementRoot() {}

    /**
     * The table.
     *
     * @param clock decides on the age of tags
     */
    public static ApiRoot table(Maintenance maintenance, Clock clock) {
        ApiRoot.Builder root = ApiRoot.below(PREFIX).errors(ErrorForm.PROBLEM);
        StartEndpoint start =
                new StartEndpoint(List.of("collection", "deletion", "rename", "repositories", "tags", "undelete"));
        root.endpoint(PREFIX).immediate().read(Needs.ENTRY, start::features);
        root.endpoint(PREFIX + "openapi.json").immediate().read(Needs.ENTRY, start::description);
        RepositoriesEndpoint repositories = new RepositoriesEndpoint();
        root.endpoint(PREFIX + "repositories").read(Needs.CATALOG, inBudget(repositories::list));
        DeletionEndpoint deletion = new DeletionEndpoint(clock);
        root.endpoint(PREFIX + "repositories/{name}")
                .read(Needs.PULL, repositories::get)
                .on(Method.DELETE, DeletionEndpoint.REPOSITORY, deletion::repository);
        root.endpoint(PREFIX + "namespaces/{name}")
                .read(PULL_BELOW, repositories::namespace)
                .on(Method.DELETE, DeletionEndpoint.NAMESPACE, deletion::namespace);
        TagsEndpoint tags = new TagsEndpoint();
        root.endpoint(PREFIX + "tags/{name}")
                .read(Needs.PULL, inBudget(tags::list))
                .on(Method.DELETE, Needs.DELETE, inBudget(deletion::tags));
        DeletedTagsEndpoint deletedTags = new DeletedTagsEndpoint();
        root.endpoint(PREFIX + "deleted-tags/{name}").read(Needs.PULL, inBudget(deletedTags::list));
        root.endpoint(PREFIX + "undeletions/{name}/{tag}").on(Method.POST, Needs.PUSH, deletedTags::undelete);
        root.endpoint(PREFIX + "renames/{name}").on(Method.POST, RenameEndpoint.NEEDS, new RenameEndpoint()::rename);
        root.endpoint(PREFIX + "images/{name}/{tag}").read(Needs.PULL, inBudget(tags::image));
        CollectionEndpoint collection = new CollectionEndpoint(maintenance);
        root.endpoint(PREFIX + "collection").read(FIGURES, collection::backlog);
        root.endpoint(PREFIX + "collection/failed-deletions").read(FIGURES, inBudget(collection::failedDeletions));
        root.endpoint(PREFIX + "collection/retention/{digest}").read(FIGURES, inBudget(collection::ofDigest));
        root.endpoint(PREFIX + "retention/{name}/{reference}").read(Needs.PULL, inBudget(collection::ofReference));
        return root.build();
    }
}
