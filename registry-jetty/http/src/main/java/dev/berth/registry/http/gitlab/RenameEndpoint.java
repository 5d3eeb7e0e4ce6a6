package dev.berth.registry.http.gitlab;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Renames a repository, or moves it below another path, with all repositories below it. */
final class RenameEndpoint {
    /** To push to the repository in the path, and to read what moves with it. */
    static final Needs NEEDS = (route, query) -> {
        Set<Permission> needed = new HashSet<>(Needs.PUSH.of(route, query));
        needed.add(new Permission.OnNamespace(route.repository().orElseThrow(), Action.PULL));
        return needed;
    };

    HttpAnswer patch(AuthorizedRequest call) {
        boolean isDry = new Parameters(call.query()).flag("dry_run");
        requireProject(call);
        RenameBody body = RenameBody.read(call.request().body());
        Rename rename = rename(call, body);
        body.namespace().ifPresent(path -> call.require(Set.of(new Permission.OnNamespace(path, Action.PUSH))));
        if (!isDry) {
            call.registry().administration().rename(rename);
            return HttpAnswer.of(204).build();
        }
        Instant until = call.registry().administration().lease(rename);
        return HttpAnswer.of(202)
                .with(Json.CONTENT_TYPE)
                .body(Json.body(json -> {
                    json.writeStartObject();
                    Times.write("ttl", until, json);
                    json.writeEndObject();
                }))
                .build();
    }

    private static Rename rename(AuthorizedRequest call, RenameBody body) {
        String path = call.repository().value();
        int slash = path.lastIndexOf('/');
        String parent = slash < 0 ? "" : path.substring(0, slash + 1);
        String text = body.namespace().isPresent()
                ? body.namespace().get() + "/" + path.substring(slash + 1)
                : parent + body.name().orElseThrow();
        String member = body.namespace().isPresent() ? "namespace" : "name";
        if (body.namespace().isPresent() && !firstSegment(text).equals(firstSegment(path))) {
            throw RenameBody.wrong(member, "a path below " + firstSegment(path));
        }
        Optional<RepositoryName> to = RepositoryName.parse(text);
        if (to.isEmpty()
                || Rename.isAtOrBelow(to.get(), call.repository())
                || Rename.isAtOrBelow(call.repository(), to.get())) {
            throw RenameBody.wrong(
                    member,
                    "a value that makes another path, of at most 255 characters and neither above nor below this one");
        }
        return new Rename(call.repository(), to.get(), call.caller().name());
    }

    private static String firstSegment(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** A token says for which project it was issued; it renames no other. */
    private static void requireProject(AuthorizedRequest call) {
        if (call.caller().grants().isEmpty()) {
            return;
        }
        Set<RepositoryName> projects = call.caller().projects();
        if (projects.isEmpty()) {
            throw new RegistryException(
                    ErrorCode.UNKNOWN_PROJECT_PATH_CLAIM, "the token has no meta.project_path; a rename takes one");
        }
        if (!projects.contains(call.repository())) {
            throw new RegistryException(
                    ErrorCode.MISMATCH_PROJECT_PATH_CLAIM,
                    "the meta.project_path of the token is not " + call.repository(),
                    Map.of("name", call.repository().value()));
        }
    }
}
