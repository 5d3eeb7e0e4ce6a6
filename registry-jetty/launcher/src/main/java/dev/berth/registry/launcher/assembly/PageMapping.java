package dev.berth.registry.launcher.assembly;

import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.page.PageRoot;
import dev.berth.registry.http.session.Sessions;
import dev.berth.registry.launcher.config.AccessKeys;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InsightKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The web page and the sessions of its users, as configured. */
final class PageMapping {
    private static final int SECRET_BYTES = 32;

    private final Configuration configuration;
    private final Optional<Sessions> sessions;

    PageMapping(Configuration configuration, Clock clock, RandomGenerator random) {
        this.configuration = configuration;
        this.sessions = isServed(configuration)
                ? Optional.of(new Sessions(secret(random), configuration.get(InsightKeys.UI_SESSION), clock, random))
                : Optional.empty();
    }

    private static boolean isServed(Configuration configuration) {
        return configuration.get(InsightKeys.UI_ENABLED) && configuration.get(InsightKeys.API_ENABLED);
    }

    /** The sessions that the protocol accepts; empty without the page. */
    Optional<Sessions> sessions() {
        return sessions;
    }

    /** The table of the page; empty when it is not served. */
    Optional<ApiRoot> root() {
        return sessions.map(accepted -> PageRoot.table(accepted, tokenService()));
    }

    private Optional<URI> tokenService() {
        return configuration.get(AccessKeys.TOKEN_AUTOREDIRECT)
                ? Optional.empty()
                : configuration.get(AccessKeys.TOKEN_REALM).map(URI::create);
    }

    private byte[] secret(RandomGenerator random) {
        Optional<String> given = configuration.get(InsightKeys.UI_SECRET);
        if (given.isEmpty()) {
            byte[] secret = new byte[SECRET_BYTES];
            random.nextBytes(secret);
            return secret;
        }
        byte[] secret = given.get().getBytes(StandardCharsets.UTF_8);
        if (secret.length < SECRET_BYTES) {
            throw new IllegalArgumentException("ui.secret needs at least " + SECRET_BYTES + " characters");
        }
        return secret;
    }
}
