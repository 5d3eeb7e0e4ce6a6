package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.path;
import static dev.berth.registry.launcher.config.Formats.presence;
import static dev.berth.registry.launcher.config.Formats.text;
import static dev.berth.registry.launcher.config.Formats.textOrUrl;
import static dev.berth.registry.launcher.config.Formats.texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of {@code auth}. */
public final class AccessKeys {
    private static final List<Key<?>> ALL = new ArrayList<>();

    public static final Key<Boolean> NONE =
            key("none", presence(), false, "disable access control: every client may do everything");
    public static final Key<Integer> FAILEDLOGINS = key(
            "failedlogins",
            number(0, 1_000_000),
            60,
            "maximum number of failed logins from one address in a minute; 0 is no limit");
    public static final Key<List<String>> ANONYMOUS_PULL = key(
            "anonymous.pull",
            texts(),
            List.of(),
            "regular expressions; repositories whose whole name matches can be pulled without login");
    public static final Key<Boolean> CERTIFICATE_ENABLED = key(
            "certificate.enabled",
            flag(),
            false,
            "grant everything to clients with a certificate issued by http.tls.clientcas");

    public static final Key<String> HTPASSWD_REALM =
            key("htpasswd.realm", text(), "registry", "realm of the Basic challenge");
    public static final Key<Optional<Path>> HTPASSWD_PATH =
            key("htpasswd.path", optional(path()), Optional.empty(), "file of users and bcrypt hashes");
    public static final Key<Boolean> HTPASSWD_ANONYMOUSPULL =
            key("htpasswd.anonymouspull", flag(), false, "allow pulls from every repository without login");

    public static final Key<Optional<String>> TOKEN_REALM =
            key("token.realm", optional(text()), Optional.empty(), "URL of the token service");
    public static final Key<String> TOKEN_SERVICE =
            key("token.service", text(), "", "name of this registry at the token service");
    public static final Key<List<String>> TOKEN_ISSUER =
            key("token.issuer", texts(), List.of(), "accepted issuers of tokens, one or several");
    public static final Key<List<String>> TOKEN_AUDIENCE =
            key("token.audience", texts(), List.of(), "accepted audiences of tokens (default: auth.token.service)");
    public static final Key<Optional<Path>> TOKEN_ROOTCERTBUNDLE = key(
            "token.rootcertbundle",
            optional(path()),
            Optional.empty(),
            "certificates that sign tokens or issue certificates that do, PEM");
    public static final Key<Optional<String>> TOKEN_JWKS = key(
            "token.jwks",
            optional(textOrUrl()),
            Optional.empty(),
            "JSON Web Key Set with the keys that sign tokens: file or URL");
    public static final Key<List<String>> TOKEN_SIGNINGALGORITHMS = key(
            "token.signingalgorithms",
            texts(),
            List.of(),
            "accepted signature algorithms of tokens, ES256 for example (default: RS, PS, ES and EdDSA of all sizes)");
    public static final Key<Boolean> TOKEN_AUTOREDIRECT =
            key("token.autoredirect", flag(), false, "send clients for a token to the address of their request");
    public static final Key<String> TOKEN_AUTOREDIRECTPATH =
            key("token.autoredirectpath", text(), "/auth/token", "path of the token service at that address");

    private AccessKeys() {}

    /** All of them, in the order they are explained and shown. */
    public static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static <T> Key<T> key(String name, Format<T> format, T fallback, String meaning) {
        Key<T> key = new Key<>("auth." + name, format, fallback, false, meaning);
        ALL.add(key);
        return key;
    }
}
