package dev.berth.registry.http.management;

import dev.berth.registry.Deletions;
import dev.berth.registry.RepositoryDeletion;
import dev.berth.registry.TagDeletion;
import dev.berth.registry.TagPreview;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Deletes tags, repositories and namespaces, or shows what a deletion would remove. */
final class DeletionEndpoint {
    /** To delete a repository with every tag it has. */
    static final Needs REPOSITORY = (route, query) -> {
        RepositoryName repository = route.repository().orElseThrow();
        return Set.of(route.permission(Action.DELETE), new Permission.OnEveryTag(repository, Action.DELETE));
    };

    /** To delete the repositories below a path; repositories with protected tags are kept. */
    static final Needs NAMESPACE = (route, query) ->
            Set.of(new Permission.OnNamespace(route.repository().orElseThrow(), Action.DELETE));

    /** The greatest number of tags that one request deletes. */
    private static final int MOST = 10_000;

    private static final String LIST = "deletion";
    private static final String DRY_RUN = "dry_run";

    private final Clock clock;

    DeletionEndpoint(Clock clock) {
        this.clock = clock;
    }

    HttpAnswer tags(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.onlyWithSeveral(
                "tag", "all", "cursor", DRY_RUN, "except", "keep_newest", "limit", "match", "older_than", "unused_for");
        TagSelection selection = TagFilter.of(parameters, clock.instant());
        Optional<String> last = Cursor.in(call.query(), LIST);
        return parameters.flag(DRY_RUN)
                ? preview(call, selection, new PageRequest(parameters.limit("limit"), last))
                : delete(call, selection, new PageRequest(MOST, last));
    }

    private static HttpAnswer preview(AuthorizedRequest call, TagSelection selection, PageRequest page) {
        TagPreview preview = deletions(call).preview(call.repository(), selection, page);
        Predicate<Tag> deletable = deletable(call);
        return PageJson.object(json -> {
            json.writeBooleanField(DRY_RUN, true);
            json.writeNumberField("selected", preview.selected());
            json.writeNumberField("staying", preview.staying());
            json.writeNumberField("freed_bytes", preview.freed());
            json.writeArrayFieldStart("items");
            for (SelectedTag tag : preview.page().items()) {
                json.writeStartObject();
                json.writeStringField("name", tag.tag().value());
                json.writeStringField("digest", tag.digest().toString());
                Times.write("set_at", tag.set(), json);
                json.writeBooleanField("protected", !deletable.test(tag.tag()));
                json.writeEndObject();
            }
            json.writeEndArray();
            PageJson.optional(
                    "next", Cursor.next(LIST, preview.page(), tag -> tag.tag().value()), json);
        });
    }

    private static HttpAnswer delete(AuthorizedRequest call, TagSelection selection, PageRequest page) {
        TagDeletion deletion = deletions(call).delete(call.repository(), selection, page, deletable(call));
        return PageJson.object(json -> {
            json.writeBooleanField(DRY_RUN, false);
            json.writeNumberField("deleted", deletion.deleted());
            json.writeNumberField("kept", deletion.kept());
            PageJson.optional("next", deletion.next().map(last -> Cursor.of(LIST, last)), json);
        });
    }

    private static Predicate<Tag> deletable(AuthorizedRequest call) {
        return tag -> call.allows(new Permission.OnTag(call.repository(), tag, Action.DELETE));
    }

    HttpAnswer repository(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only(DRY_RUN);
        if (parameters.flag(DRY_RUN)) {
            return answer(true, deletions(call).preview(call.repository()));
        }
        return answer(false, deletions(call).delete(call.repository()));
    }

    HttpAnswer namespace(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only(DRY_RUN);
        Predicate<RepositoryName> deletable = name -> call.allows(new Permission.OnRepository(name, Action.DELETE))
                && call.allows(new Permission.OnEveryTag(name, Action.DELETE));
        return parameters.flag(DRY_RUN)
                ? answer(true, deletions(call).previewBelow(call.repository(), deletable))
                : answer(false, deletions(call).deleteBelow(call.repository(), deletable));
    }

    private static HttpAnswer answer(boolean isDry, RepositoryDeletion deletion) {
        return PageJson.object(json -> {
            json.writeBooleanField(DRY_RUN, isDry);
            json.writeNumberField("repositories", deletion.repositories());
            json.writeNumberField("tags", deletion.tags());
            if (isDry) {
                json.writeNumberField("freed_bytes", deletion.freed());
            }
            json.writeNumberField("kept", deletion.kept());
            json.writeBooleanField("more", deletion.more());
        });
    }

    private static Deletions deletions(AuthorizedRequest call) {
        return call.registry().administration().deletions();
    }
}
