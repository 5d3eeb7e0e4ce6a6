package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.field.Percent;
import dev.berth.registry.model.RepositoryName;
import java.util.Optional;

/**
 * The resource a path addresses.
 *
 * @param repository present for all endpoints that have a name in their template
 * @param argument the decoded segment of the other placeholder, not yet validated; empty where the template has none
 */
public record Route(Endpoint endpoint, Optional<RepositoryName> repository, String argument) {

    static Route of(Endpoint endpoint, PathTemplate.Match match) {
        Optional<RepositoryName> repository = match.name().map(Route::name);
        return new Route(endpoint, repository, Percent.decode(match.argument()).orElseThrow(Route::badEscape));
    }

    /** The permission for an action on the repository. */
    public Permission permission(Action action) {
        return new Permission.OnRepository(repository.orElseThrow(), action);
    }

    /** Refuses an escaped slash: a proxy that guards the registry by path would have read another name. */
    private static RepositoryName name(String text) {
        String decoded = Percent.decode(text).orElseThrow(Route::badEscape);
        if (decoded.length() != text.length() && slashes(decoded) != slashes(text)) {
            throw badEscape();
        }
        return RepositoryName.parse(decoded)
                .orElseThrow(() -> Refusal.because(ErrorCode.NAME_INVALID, "not a repository name"));
    }

    private static long slashes(String text) {
        return text.chars().filter(c -> c == '/').count();
    }

    private static Refusal badEscape() {
        return Refusal.because(ErrorCode.NAME_INVALID, "the path is not properly percent-encoded");
    }
}
