package dev.berth.registry.http.management;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Needs;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Renames a repository and all below it to any free path. */
final class RenameEndpoint {
    /** To push to the path and to all repositories below it; the same is required of the new path. */
    static final Needs NEEDS = (route, query) -> Set.of(
            route.permission(Action.PULL),
            route.permission(Action.PUSH),
            new Permission.OnNamespace(route.repository().orElseThrow(), Action.PUSH));

    private static final String DRY_RUN = "dry_run";
    private static final String TO = "to";

    HttpAnswer rename(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only(DRY_RUN, TO);
        boolean isDry = parameters.flag(DRY_RUN);
        RepositoryName to = target(call);
        call.require(Set.of(new Permission.OnRepository(to, Action.PUSH), new Permission.OnNamespace(to, Action.PUSH)));
        Rename rename = new Rename(call.repository(), to, call.caller().name());
        Optional<Instant> reserved = Optional.empty();
        if (isDry) {
            reserved = Optional.of(call.registry().administration().lease(rename));
        } else {
            call.registry().administration().rename(rename);
        }
        return answer(rename, reserved);
    }

    private static HttpAnswer answer(Rename rename, Optional<Instant> reserved) {
        return PageJson.object(json -> {
            json.writeBooleanField(DRY_RUN, reserved.isPresent());
            json.writeStringField("from", rename.from().value());
            json.writeStringField(TO, rename.to().value());
            Times.write("reserved_until", reserved, json);
        });
    }

    private static RepositoryName target(AuthorizedRequest call) {
        return call.query()
                .first(TO)
                .flatMap(RepositoryName::parse)
                .filter(to -> !Rename.isAtOrBelow(to, call.repository()) && !Rename.isAtOrBelow(call.repository(), to))
                .orElseThrow(() -> Parameters.wrongValue(
                        TO, "the path of a repository, neither above nor below " + call.repository()));
    }
}
