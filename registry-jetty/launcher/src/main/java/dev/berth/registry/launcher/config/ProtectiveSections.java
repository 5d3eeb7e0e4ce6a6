package dev.berth.registry.launcher.config;

import dev.berth.registry.launcher.config.ConfigurationProblem.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Refuses sections that are present but do not protect the registry. The absence of such a section means less
 * protection, so an empty one (from an unset template variable, say) must not count as absent.
 */
final class ProtectiveSections {
    /** Settings and sections below which an empty value is an error. */
    private static final List<String> PROTECTIVE = List.of(
            "auth",
            "http.tls",
            "rate_limiter",
            "storage.delete",
            "storage.maintenance.readonly",
            "storage.redirect.exceptions",
            "storage.s3.encrypt",
            "storage.s3.keyid",
            "validation.enabled",
            "validation.disabled",
            "validation.manifests.urls",
            "database.sslmode",
            "database.sslrootcert");

    private final Map<String, String> named = new TreeMap<>();
    private Optional<String> foreign = Optional.empty();
    private final Map<String, String> empty = new TreeMap<>();

    /** Records that a section or setting is present, with or without a value. */
    void named(String path, String where) {
        named.put(path, where);
    }

    /** Records that a setting is present without a value, in place of any value it had before. */
    void empty(String path, String where) {
        empty.put(path, where);
    }

    /** Records that a setting has a value. */
    void filled(String path, String where) {
        named.put(path, where);
        empty.remove(path);
    }

    /** Records that a setting of other registries is present; the path of one in a variable has no file. */
    void foreign(String where) {
        foreign = foreign.or(() -> Optional.of(where).filter(place -> place.indexOf(':') >= 0));
    }

    /** A default that is other than in the registry a configuration was written for. */
    Optional<ConfigurationProblem> otherDefault(Configuration configuration) {
        return foreign.filter(where -> !configuration.isGiven(Keys.STORAGE_DELETE))
                .map(where -> new ConfigurationProblem(
                        Weight.WARNING,
                        where,
                        "storage.delete.enabled is not set: deletes are enabled here, and disabled by default in other"
                                + " registries; set it to true or false"));
    }

    /** An empty value at such a path is an error; elsewhere it counts as absent. */
    static boolean isProtective(String path) {
        return PROTECTIVE.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "."));
    }

    /** One error for each empty value. */
    List<ConfigurationProblem> emptyValues() {
        return empty.entrySet().stream()
                .map(entry -> error(entry.getValue(), entry.getKey() + " is empty: set a value or remove it"))
                .toList();
    }

    /** The errors of a configuration in which every value that is present could be read. */
    List<ConfigurationProblem> unprotectedSections(Configuration configuration) {
        List<String> paths = named.keySet().stream()
                .filter(path -> isProtective(path) && Keys.at(path).isEmpty() && !isGivenBelow(path, configuration))
                .toList();
        List<ConfigurationProblem> errors = new ArrayList<>();
        for (String path : paths) {
            // The innermost is enough.
            if (paths.stream().noneMatch(other -> other.startsWith(path + "."))) {
                errors.add(error(named.getOrDefault(path, ""), path + " is empty: " + advice(path)));
            }
        }
        if (errors.isEmpty()) {
            Stream.of(access(configuration), tls(configuration), rates(configuration))
                    .flatMap(Optional::stream)
                    .forEach(errors::add);
        }
        return errors;
    }

    private Optional<ConfigurationProblem> access(Configuration configuration) {
        boolean isDecided = configuration.get(AccessKeys.NONE)
                || configuration.get(AccessKeys.CERTIFICATE_ENABLED)
                || isGivenBelow("auth.htpasswd", configuration)
                || isGivenBelow("auth.token", configuration);
        return isDecided
                ? Optional.empty()
                : firstBelow("auth").map(where -> error(where, "auth sets no login method: " + advice("auth")));
    }

    private Optional<ConfigurationProblem> tls(Configuration configuration) {
        if (configuration.get(Keys.HTTP_TLS_CERTIFICATE).isEmpty()
                || configuration.get(Keys.HTTP_TLS_KEY).isEmpty()) {
            return firstBelow("http.tls")
                    .map(where -> error(where, "http.tls.certificate and http.tls.key are both required in http.tls"));
        }
        return configuration.isGiven(TlsKeys.CLIENTAUTH)
                        && configuration.get(TlsKeys.CLIENTCAS).isEmpty()
                ? Optional.of(error(
                        configuration.where(TlsKeys.CLIENTAUTH),
                        "http.tls.clientauth requires http.tls.clientcas, which is not set"))
                : Optional.empty();
    }

    private Optional<ConfigurationProblem> rates(Configuration configuration) {
        boolean isDecided = configuration.isGiven(TrafficKeys.ENABLED);
        boolean hasLimiters = !configuration.get(TrafficKeys.LIMITERS).isEmpty();
        if (!isDecided) {
            return firstBelow("rate_limiter")
                    .map(where -> error(where, "rate_limiter.enabled is not set: set true or false"));
        }
        return configuration.get(TrafficKeys.ENABLED) && !hasLimiters
                ? Optional.of(error(
                        configuration.where(TrafficKeys.ENABLED),
                        "rate_limiter.enabled is true but rate_limiter.limiters has none"))
                : Optional.empty();
    }

    private Optional<String> firstBelow(String section) {
        return named.entrySet().stream()
                .filter(entry ->
                        entry.getKey().equals(section) || entry.getKey().startsWith(section + "."))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isGivenBelow(String section, Configuration configuration) {
        return Keys.all().stream().anyMatch(key -> key.path().startsWith(section + ".") && configuration.isGiven(key));
    }

    private static String advice(String path) {
        return path.equals("auth")
                ? "set auth.htpasswd, auth.token or auth.certificate.enabled, or auth.none for a registry without"
                        + " access control"
                : "set its values or remove it";
    }

    private static ConfigurationProblem error(String where, String message) {
        return new ConfigurationProblem(Weight.ERROR, where, message);
    }
}
