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

    public static final Key<Boolean> NONE = key("none", presence(), false, "everybody may do everything");
    public static final Key<Integer> FAILEDLOGINS = key(
            "failedlogins",
            number(0, 1_000_000),
            60,
            "the most wrong passwords in a minute from one address; 0 is no limit");
    public static final Key<List<String>> ANONYMOUS_PULL = key(
            "anonymous.pull",
            texts(),
            List.of(),
            "regular expressions; everybody may pull from repositories whose whole name one of them matches");
    public static final Key<Boolean> CERTIFICATE_ENABLED = key(
            "certificate.enabled",
            flag(),
            false,
            "lets clients with a certificate of http.tls.clientcas do everything");

    public static final Key<String> HTPASSWD_REALM =
            key("htpasswd.realm", text(), "registry", "what a person is asked for");
    public static final Key<Optional<Path>> HTPASSWD_PATH =
            key("htpasswd.path", optional(path()), Optional.empty(), "users and their bcrypt hashes");
    public static final Key<Boolean> HTPASSWD_ANONYMOUSPULL =
            key("htpasswd.anonymouspull", flag(), false, "lets everybody pull from every repository");

    public static final Key<Optional<String>> TOKEN_REALM =
            key("token.realm", optional(text()), Optional.empty(), "where clients are sent for a token");
    public static final Key<String> TOKEN_SERVICE =
            key("token.service", text(), "", "what the issuer calls this registry");
    public static final Key<List<String>> TOKEN_ISSUER =
            key("token.issuer", texts(), List.of(), "whose tokens are believed: one name or several");
    public static final Key<List<String>> TOKEN_AUDIENCE =
            key("token.audience", texts(), List.of(), "for whom tokens may be; auth.token.service unless set");
    public static final Key<Optional<Path>> TOKEN_ROOTCERTBUNDLE = key(
            "token.rootcertbundle",
            optional(path()),
            Optional.empty(),
            "certificates of those who sign tokens or certify who does, PEM");
    public static final Key<Optional<String>> TOKEN_JWKS = key(
            "token.jwks",
            optional(textOrUrl()),
            Optional.empty(),
            "keys of those who sign tokens, a JWK set: file or URL");
    public static final Key<Boolean> TOKEN_AUTOREDIRECT =
            key("token.autoredirect", flag(), false, "sends clients for a token to the address by which they called");
    public static final Key<String> TOKEN_AUTOREDIRECTPATH =
            key("token.autoredirectpath", text(), "/auth/token", "to this path there");

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
