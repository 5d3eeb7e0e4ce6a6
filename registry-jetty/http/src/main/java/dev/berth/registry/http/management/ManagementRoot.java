package dev.berth.registry.http.management;

import static dev.berth.registry.http.Operation.inBudget;

import dev.berth.registry.SetAsideEvents;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.ErrorForm;
import dev.berth.registry.http.Method;
import dev.berth.registry.http.Needs;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.maintenance.ServerInspection;
import dev.berth.registry.migration.Migration;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The table of {@code /api/v1/}. A repository name ends its path or is followed by one argument, so that no name is
 * ambiguous.
 */
public final class ManagementRoot {
    private static final String PREFIX = "/api/v1/";
    private static final List<String> FEATURES = List.of(
            "collection",
            "days",
            "deletion",
            "forecast",
            "kinds",
            "manifests",
            "namespaces",
            "platforms",
            "referrers",
            "rename",
            "repositories",
            "search",
            "signed",
            "tags",
            "undelete",
            "uploads",
            "usage");

    /** To pull from all repositories at and below the path. */
    private static final Needs PULL_BELOW = (route, query) -> Set.of(
            route.permission(Action.PULL),
            new Permission.OnNamespace(route.repository().orElseThrow(), Action.PULL));

    /** To read figures about the registry as a whole. */
    private static final Needs FIGURES = (route, query) -> Set.of(new Permission.OnStatistics());

    private ManagementRoot() {}

    /**
     * A builder of the table.
     *
     * @param clock decides on the age of tags
     */
    public static Builder builder(Maintenance maintenance, Clock clock) {
        return new Builder(maintenance, clock);
    }

    /** Builds the table. The calls of a part that is not set are not served. For one thread. */
    public static final class Builder {
        private final Maintenance maintenance;
        private final Clock clock;
        private final SortedSet<String> features = new TreeSet<>(FEATURES);
        private Optional<SetAsideEvents> events = Optional.empty();
        private Optional<Migration> migration = Optional.empty();
        private Optional<ServerInspection> server = Optional.empty();

        private Builder(Maintenance maintenance, Clock clock) {
            this.maintenance = Objects.requireNonNull(maintenance, "maintenance");
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /** Sets the events that were refused permanently. */
        public Builder events(SetAsideEvents setAside) {
            events = Optional.of(setAside);
            features.add("events");
            return this;
        }

        /** Sets the import of another registry. */
        public Builder migration(Migration imports) {
            migration = Optional.of(imports);
            features.add("import");
            return this;
        }

        /** Sets the inspection of the server. */
        public Builder server(ServerInspection inspection) {
            server = Optional.of(inspection);
            features.add("server");
            return this;
        }

        /** The table. */
        public ApiRoot build() {
            ApiRoot.Builder root = ApiRoot.below(PREFIX).errors(ErrorForm.PROBLEM);
            StartEndpoint start = new StartEndpoint(List.copyOf(features));
            root.endpoint(PREFIX).immediate().read(Needs.ENTRY, start::features);
            root.endpoint(PREFIX + "openapi.json").immediate().read(Needs.ENTRY, start::description);
            DeletionEndpoint deletion = new DeletionEndpoint(clock);
            repositories(root, deletion);
            tags(root, deletion);
            usage(root, new UsageEndpoint(clock));
            search(root, new SearchEndpoint(clock));
            collection(root, new CollectionEndpoint(maintenance));
            whole(root, new DaysEndpoint(maintenance, clock), new UploadsEndpoint(maintenance));
            events.ifPresent(setAside -> delivery(root, new EventsEndpoint(maintenance, setAside)));
            migration.ifPresent(imports -> root.endpoint(PREFIX + "import")
                    .read(Needs.ADMINISTRATION, inBudget(new ImportEndpoint(imports)::last)));
            server.ifPresent(inspection -> root.endpoint(PREFIX + "server")
                    .read(Needs.ADMINISTRATION, inBudget(new ServerEndpoint(inspection)::status)));
            return root.build();
        }
    }

    private static void repositories(ApiRoot.Builder root, DeletionEndpoint deletion) {
        RepositoriesEndpoint repositories = new RepositoriesEndpoint();
        root.endpoint(PREFIX + "repositories").read(Needs.CATALOG, inBudget(repositories::list));
        root.endpoint(PREFIX + "largest").read(Needs.CATALOG, inBudget(repositories::largest));
        root.endpoint(PREFIX + "repositories/{name}")
                .read(Needs.PULL, repositories::get)
                .on(Method.DELETE, DeletionEndpoint.REPOSITORY, deletion::repository);
        root.endpoint(PREFIX + "renames/{name}").on(Method.POST, RenameEndpoint.NEEDS, new RenameEndpoint()::rename);
        NamespacesEndpoint namespaces = new NamespacesEndpoint();
        root.endpoint(PREFIX + "namespaces").read(Needs.CATALOG, inBudget(namespaces::list));
        root.endpoint(PREFIX + "namespaces/{name}")
                .read(PULL_BELOW, namespaces::get)
                .on(Method.DELETE, DeletionEndpoint.NAMESPACE, deletion::namespace);
    }

    private static void tags(ApiRoot.Builder root, DeletionEndpoint deletion) {
        TagsEndpoint tags = new TagsEndpoint();
        root.endpoint(PREFIX + "tags/{name}")
                .read(Needs.PULL, inBudget(tags::list))
                .on(Method.DELETE, Needs.DELETE, inBudget(deletion::tags));
        root.endpoint(PREFIX + "manifests/{name}").read(Needs.PULL, inBudget(new ManifestsEndpoint()::list));
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
        root.endpoint(PREFIX + "collection/forecast").read(FIGURES, collection::forecast);
        root.endpoint(PREFIX + "collection/failed-deletions").read(FIGURES, inBudget(collection::failedDeletions));
        root.endpoint(PREFIX + "collection/retention/{digest}").read(FIGURES, inBudget(collection::ofDigest));
        root.endpoint(PREFIX + "unreferenced/{name}").read(Needs.PULL, inBudget(collection::unreferenced));
        root.endpoint(PREFIX + "retention/{name}/{reference}").read(Needs.PULL, inBudget(collection::ofReference));
    }

    private static void whole(ApiRoot.Builder root, DaysEndpoint days, UploadsEndpoint uploads) {
        root.endpoint(PREFIX + "days").read(FIGURES, days::list);
        root.endpoint(PREFIX + "uploads").read(Needs.ADMINISTRATION, inBudget(uploads::list));
    }

    private static void delivery(ApiRoot.Builder root, EventsEndpoint events) {
        root.endpoint(PREFIX + "events").read(Needs.ADMINISTRATION, events::recipients);
        root.endpoint(PREFIX + "set-aside-events/{recipient}")
                .read(Needs.ADMINISTRATION, inBudget(events::setAside))
                .on(Method.POST, Needs.ADMINISTRATION_CHANGE, events::resend)
                .on(Method.DELETE, Needs.ADMINISTRATION_CHANGE, events::discard);
    }
}
