package dev.berth.registry.launcher.assembly;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.auth.AnonymousPull;
import dev.berth.registry.auth.CertificateAccess;
import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.auth.token.TokenAccess;
import dev.berth.registry.auth.token.TokenConfig;
import dev.berth.registry.auth.token.TokenKeys;
import dev.berth.registry.launcher.config.AccessKeys;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Key;
import dev.berth.registry.launcher.config.TlsKeys;
import dev.berth.registry.launcher.config.Urls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The access control that {@code auth} configures: a login method, or none, and repositories that are open. */
public final class AccessMapping {
    private final Configuration configuration;
    private final Clock clock;

    public AccessMapping(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Requires a login. */
    boolean isClosed() {
        return isGiven("auth.htpasswd.") || isGiven("auth.token.") || configuration.get(AccessKeys.CERTIFICATE_ENABLED);
    }

    /**
     * The controller.
     *
     * @throws IOException when a required file cannot be read or settings contradict each other
     */
    AccessController controller() throws IOException {
        return controller(passwords -> {});
    }

    /** The controller; {@code opened} receives the one of passwords, if there is one. */
    AccessController controller(Consumer<HtpasswdAccess> opened) throws IOException {
        boolean open = configuration.get(AccessKeys.NONE);
        boolean htpasswd = isGiven("auth.htpasswd.");
        boolean token = isGiven("auth.token.");
        if (Stream.of(open, htpasswd, token).filter(given -> given).count() > 1) {
            throw new WrongSettings("auth.none, auth.htpasswd and auth.token exclude each other: set one");
        }
        if (htpasswd || token) {
            AccessController logins = token ? token() : htpasswd(opened);
            return withOpenRepositories(certificates() ? CertificateAccess.or(logins) : logins);
        }
        return certificates() ? withOpenRepositories(CertificateAccess.only()) : open();
    }

    private boolean certificates() throws IOException {
        boolean enabled = configuration.get(AccessKeys.CERTIFICATE_ENABLED);
        if (enabled && configuration.get(TlsKeys.CLIENTCAS).isEmpty()) {
            throw new WrongSettings("auth.certificate.enabled requires http.tls.clientcas");
        }
        if (enabled && configuration.get(AccessKeys.NONE)) {
            throw new WrongSettings("auth.none and auth.certificate.enabled exclude each other: set one");
        }
        return enabled;
    }

    private AccessController open() throws IOException {
        if (configuration.isGiven(AccessKeys.ANONYMOUS_PULL)) {
            throw new WrongSettings("auth.anonymous.pull requires a login method: set auth.htpasswd, auth.token or"
                    + " auth.certificate.enabled");
        }
        return new OpenAccess();
    }

    /** Builds the controller, fetches the keys of tokens, and describes the access control. */
    public String test() throws IOException {
        controller();
        if (isGiven("auth.token.")) {
            keys().check();
        }
        return description();
    }

    private String description() {
        List<String> methods = new ArrayList<>();
        if (isGiven("auth.htpasswd.")) {
            methods.add("htpasswd");
        }
        if (isGiven("auth.token.")) {
            methods.add("token");
        }
        if (configuration.get(AccessKeys.CERTIFICATE_ENABLED)) {
            methods.add("client certificate");
        }
        return methods.isEmpty() ? "open (no authentication)" : String.join(" or ", methods);
    }

    private AccessController withOpenRepositories(AccessController controller) {
        List<String> patterns = configuration.get(AccessKeys.ANONYMOUS_PULL);
        return patterns.isEmpty() ? controller : AnonymousPull.over(controller, patterns);
    }

    private AccessController htpasswd(Consumer<HtpasswdAccess> opened) throws IOException {
        Path file = configuration
                .get(AccessKeys.HTPASSWD_PATH)
                .orElseThrow(() -> new WrongSettings("auth.htpasswd.path is not set"));
        String realm = configuration.get(AccessKeys.HTPASSWD_REALM);
        HtpasswdAccess access = configuration.get(AccessKeys.HTPASSWD_ANONYMOUSPULL)
                ? HtpasswdAccess.requiredToPush(file, realm, clock)
                : HtpasswdAccess.required(file, realm, clock);
        opened.accept(access);
        return access;
    }

    private AccessController token() throws IOException {
        TokenConfig.Builder settings = TokenConfig.builder(configuration.get(AccessKeys.TOKEN_SERVICE))
                .issuers(configuration.get(AccessKeys.TOKEN_ISSUER))
                .audiences(configuration.get(AccessKeys.TOKEN_AUDIENCE));
        if (configuration.isGiven(AccessKeys.TOKEN_SIGNINGALGORITHMS)) {
            settings.algorithms(configuration.get(AccessKeys.TOKEN_SIGNINGALGORITHMS));
        }
        if (configuration.get(AccessKeys.TOKEN_AUTOREDIRECT)) {
            settings.autoRedirect(configuration.get(AccessKeys.TOKEN_AUTOREDIRECTPATH));
        } else {
            configuration.get(AccessKeys.TOKEN_REALM).map(URI::create).ifPresent(settings::realm);
        }
        return new TokenAccess(settings.build(), keys(), clock);
    }

    private TokenKeys keys() throws IOException {
        List<TokenKeys> keys = new ArrayList<>();
        Optional<Path> bundle = configuration.get(AccessKeys.TOKEN_ROOTCERTBUNDLE);
        if (bundle.isPresent()) {
            keys.add(TokenKeys.pemBundle(bundle.get(), clock));
        }
        Optional<String> set = configuration.get(AccessKeys.TOKEN_JWKS);
        if (set.isPresent()) {
            keys.add(
                    set.get().matches("https?://.*")
                            ? TokenKeys.jwksAt(Urls.parse(set.get()), clock)
                            : TokenKeys.jwksFile(Path.of(set.get()), clock));
        }
        if (keys.isEmpty()) {
            throw new WrongSettings("auth.token requires rootcertbundle or jwks");
        }
        return TokenKeys.union(keys.toArray(TokenKeys[]::new));
    }

    private boolean isGiven(String section) {
        return AccessKeys.all().stream()
                .filter(key -> key.path().startsWith(section))
                .anyMatch((Key<?> key) -> configuration.isGiven(key));
    }
}
