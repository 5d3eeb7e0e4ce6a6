package dev.berth.registry.auth.token;

import dev.berth.registry.access.Action;
import dev.berth.registry.access.AdministrativeAction;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Permission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The challenge that names the issuer (RFC 6750, section 3; the Docker token protocol, "Token scope"). */
final class TokenChallenge {
    private final String start;

    TokenChallenge(TokenConfig settings) {
        start = "Bearer realm=" + quoted(settings.realm()) + ",service=" + quoted(settings.service());
    }

    /** A quoted string (RFC 9110, section 5.6.4). */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** For a request without token. */
    Challenge missing(Set<Permission> needed) {
        return new Challenge(start + scope(needed), "a token is required");
    }

    Challenge invalid(Set<Permission> needed, String reason) {
        return new Challenge(start + scope(needed) + ",error=\"invalid_token\"", reason);
    }

    Challenge insufficient(Set<Permission> needed) {
        return new Challenge(
                start + scope(needed) + ",error=\"insufficient_scope\"",
                "the token does not grant the required access");
    }

    private static String scope(Set<Permission> needed) {
        if (needed.isEmpty()) {
            return "";
        }
        Stream<String> repositories = byRepository(needed).entrySet().stream()
                .map(entry -> "repository:" + entry.getKey() + ":" + entry.getValue());
        return Stream.concat(ofRegistry(needed), repositories).collect(Collectors.joining(" ", ",scope=\"", "\""));
    }

    /** The scopes of the registry as a whole, always in the same order. */
    private static Stream<String> ofRegistry(Set<Permission> needed) {
        List<String> scopes = new ArrayList<>();
        if (needed.contains(new Permission.OnCatalog())) {
            scopes.add("registry:catalog:*");
        }
        if (needed.contains(new Permission.OnStatistics())) {
            scopes.add("registry:statistics:*");
        }
        String administration = Arrays.stream(AdministrativeAction.values())
                .filter(operation -> needed.contains(new Permission.OnAdministration(operation)))
                .map(operation -> operation.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
        if (!administration.isEmpty()) {
            scopes.add("registry:administration:" + administration);
        }
        return scopes.stream();
    }

    /** The actions of each repository, always in the same order. */
    private static Map<String, String> byRepository(Set<Permission> needed) {
        Map<String, EnumSet<Action>> actions = new TreeMap<>();
        for (Permission permission : needed) {
            if (permission instanceof Permission.OnRepository on) {
                add(actions, on.repository().value(), on.action());
            } else if (permission instanceof Permission.OnNamespace on) {
                add(actions, on.path() + "/*", on.action());
            }
        }
        Map<String, String> texts = new TreeMap<>();
        actions.forEach((repository, set) -> texts.put(
                repository,
                set.stream()
                        .map(action -> action.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(","))));
        return texts;
    }

    private static void add(Map<String, EnumSet<Action>> actions, String repository, Action action) {
        actions.computeIfAbsent(repository, none -> EnumSet.noneOf(Action.class))
                .add(action);
    }
}
