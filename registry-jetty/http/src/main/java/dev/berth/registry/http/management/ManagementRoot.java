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
    private static final List<String> FEATURES = List.of(
            "collection",
            "deletion",
            "kinds",
            "referrers",
            "rename",
            "repositories",
            "search",
            "tags",
            "undelete",
            "usage");

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
        StartEndpoint start = new StartEndpoint(FEATURES);
        root.endpoint(PREFIX).immediate().read(Needs.ENTRY, start::features);
        root.endpoint(PREFIX + "openapi.json").immediate().read(Needs.ENTRY, start::description);
        DeletionEndpoint deletion = new DeletionEndpoint(clock);
        repositories(root, deletion);
        tags(root, deletion);
        usage(root, new UsageEndpoint(clock));
        search(root, new SearchEndpoint());
        collection(root, new CollectionEndpoint(maintenance));
        return root.build();
    }

    private static void repositories(ApiRoot.Builder root, DeletionEndpoint deletion) {
        RepositoriesEndpoint repositories = new RepositoriesEndpoint();
        root.endpoint(PREFIX + "repositories").read(Needs.CATALOG, inBudget(repositories::list));
        root.endpoint(PREFIX + "largest").read(Needs.CATALOG, inBudget(repositories::largest));
        root.endpoint(PREFIX + "repositories/{name}")
                .read(Needs.PULL, repositories::get)
                .on(Method.DELETE, DeletionEndpoint.REPOSITORY, deletion::repository);
        root.endpoint(PREFIX + "renames/{name}").on(Method.POST, RenameEndpoint.NEEDS, new RenameEndpoint()::rename);
        root.endpoint(PREFIX + "namespaces/{name}")
                .read(PULL_BELOW, repositories::namespace)
                .on(Method.DELETE, DeletionEndpoint.NAMESPACE, deletion::namespace);
    }

    private static void tags(ApiRoot.Builder root, DeletionEndpoint deletion) {
        TagsEndpoint tags = new TagsEndpoint();
        root.endpoint(PREFIX + "tags/{name}")
                .read(Needs.PULL, inBudget(tags::list))
                .on(Method.DELETE, Needs.DELETE, inBudget(deletion::tags));
        DeletedTagsEndpoint deletedTags = new DeletedTagsEndpoint();
        root.endpoint(PREFIX + "deleted-tags/{name}").read(Needs.PULL, inBudget(deletedTags::list));
        root.endpoint(PREFIX + "undeletions/{name}/{tag}").on(Method.POST, Needs.PUSH, deletedTags::undelete);
        DeletedManifestsEndpoint deletedManifests = new DeletedManifestsEndpoint();
        root.endpoint(PREFIX + "deleted-manifests/{name}").read(Needs.PULL, inBudget(deletedManifests::list));
        root.endpoint(PREFIX + "manifest-undeletions/{name}/{digest}")
                .on(Method.POST, DeletedManifestsEndpoint.UNDELETE, deletedManifests::undelete);
        root.endpoint(PREFIX + "images/{name}/{tag}").read(Needs.PULL, inBudget(tags::image));
        root.endpoint(PREFIX + "referrers/{name}/{digest}").read(Needs.PULL, inBudget(new ReferrersEndpoint()::list));
    }

    private static void usage(ApiRoot.Builder root, UsageEndpoint usage) {
        root.endpoint(PREFIX + "usage/{name}").read(Needs.PULL, usage::repository);
        root.endpoint(PREFIX + "manifest-usage/{name}/{digest}").read(Needs.PULL, usage::manifest);
        root.endpoint(PREFIX + "unused-tags/{name}").read(Needs.PULL, inBudget(usage::unusedTags));
        root.endpoint(PREFIX + "most-pulled").read(Needs.CATALOG, inBudget(usage::mostPulled));
    }

    /** The results are those repositories that the caller may read, so that no permission is needed. */
    private static void search(ApiRoot.Builder root, SearchEndpoint search) {
        root.endpoint(PREFIX + "kinds").immediate().read(Needs.ENTRY, search::kinds);
        root.endpoint(PREFIX + "search/tags").read(Needs.ENTRY, inBudget(search::tags));
        root.endpoint(PREFIX + "search/repositories").read(Needs.ENTRY, inBudget(search::repositories));
        root.endpoint(PREFIX + "search/holders/{digest}").read(Needs.ENTRY, inBudget(search::holders));
    }

    private static void collection(ApiRoot.Builder root, CollectionEndpoint collection) {
        root.endpoint(PREFIX + "collection").read(FIGURES, collection::backlog);
        root.endpoint(PREFIX + "collection/failed-deletions").read(FIGURES, inBudget(collection::failedDeletions));
        root.endpoint(PREFIX + "collection/retention/{digest}").read(FIGURES, inBudget(collection::ofDigest));
        root.endpoint(PREFIX + "retention/{name}/{reference}").read(Needs.PULL, inBudget(collection::ofReference));
    }
}
