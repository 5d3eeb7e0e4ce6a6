package dev.berth.registry.auth.token;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.AdministrativeAction;
import dev.berth.registry.access.Permission;
import dev.berth.registry.access.TagLimit;
import dev.berth.registry.model.RepositoryName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code access} claim: a list of {@code {type, name, actions, class, meta}} (the Docker token protocol, "Token
 * format"). Unknown grants are ignored; a claim of another form makes the token invalid.
 */
final class AccessClaim {
    private static final int MAX = 1000;
    private static final String BELOW = "/*";

    private final Set<Permission> grants = new HashSet<>();
    private final Set<TagLimit> limits = new HashSet<>();
    private final Set<RepositoryName> projects = new HashSet<>();

    private AccessClaim() {}

    static AccessClaim read(@Nullable Object claim) throws BadToken {
        AccessClaim access = new AccessClaim();
        for (Object entry : list(claim)) {
            access.add(entry);
        }
        return access;
    }

    Set<Permission> grants() {
        return grants;
    }

    Set<TagLimit> limits() {
        return limits;
    }

    Set<RepositoryName> projects() {
        return projects;
    }

    private void add(Object entry) throws BadToken {
        if (!(entry instanceof Map<?, ?> fields)
                || !(fields.get("type") instanceof String type)
                || !(fields.get("name") instanceof String name)) {
            throw malformed();
        }
        for (Object action : list(fields.get("actions"))) {
            if (!(action instanceof String word)) {
                throw malformed();
            }
            grant(type, name, word);
        }
        Optional<RepositoryName> repository = RepositoryName.parse(name);
        if (type.equals("repository") && repository.isPresent()) {
            project(fields.get("meta")).ifPresent(projects::add);
            limits.addAll(TagClaims.read(repository.get(), fields.get("meta")));
        }
    }

    private void grant(String type, String name, String action) {
        if (type.equals("registry")) {
            grants.addAll(ofRegistry(name, action));
        } else if (type.equals("repository")) {
            RepositoryName.parse(name).ifPresent(repository -> grant(repository, action));
            namespace(name)
                    .ifPresent(path ->
                            actions(action).forEach(each -> grants.add(new Permission.OnNamespace(path, each))));
        }
    }

    private static List<Permission> ofRegistry(String name, String action) {
        boolean every = action.equals("*");
        return switch (name) {
            case "catalog" -> every ? List.of(new Permission.OnCatalog()) : List.of();
            case "statistics" -> every ? List.of(new Permission.OnStatistics()) : List.of();
            case "administration" ->
                operations(action).stream()
                        .<Permission>map(Permission.OnAdministration::new)
                        .toList();
            default -> List.of();
        };
    }

    private static List<AdministrativeAction> operations(String word) {
        return switch (word) {
            case "read" -> List.of(AdministrativeAction.READ);
            case "write" -> List.of(AdministrativeAction.WRITE);
            case "*" -> List.of(AdministrativeAction.READ, AdministrativeAction.WRITE);
            default -> List.of();
        };
    }

    private void grant(RepositoryName repository, String action) {
        actions(action).forEach(each -> grants.add(new Permission.OnRepository(repository, each)));
    }

    /** A path that is no name of a repository is that of none. */
    private static Optional<RepositoryName> project(@Nullable Object meta) {
        return meta instanceof Map<?, ?> fields && fields.get("project_path") instanceof String path
                ? RepositoryName.parse(path)
                : Optional.empty();
    }

    /** GitLab grants what is below a path by its name with a slash and a star. */
    private static Optional<RepositoryName> namespace(String name) {
        return name.endsWith(BELOW)
                ? RepositoryName.parse(name.substring(0, name.length() - BELOW.length()))
                : Optional.empty();
    }

    private static List<Action> actions(String word) {
        return switch (word) {
            case "pull" -> List.of(Action.PULL);
            case "push" -> List.of(Action.PUSH);
            case "delete" -> List.of(Action.DELETE);
            case "*" -> List.of(Action.PULL, Action.PUSH, Action.DELETE);
            default -> List.of();
        };
    }

    private static List<?> list(@Nullable Object value) throws BadToken {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.size() <= MAX) {
            return list;
        }
        throw malformed();
    }

    private static BadToken malformed() {
        return new BadToken("the token's access claim is not a list of type, name and actions");
    }
}
