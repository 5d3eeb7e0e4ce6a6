package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.http.field.Authorization;
import dev.berth.registry.http.limit.RateLimiter;
import dev.berth.registry.http.session.Sessions;
import java.util.Optional;
import java.util.Set;

/** Asks the access controller, and turns its no into 401 or 403. */
final class Access {
    private static final String BASIC = "Basic ";

    private final AccessController controller;
    private final RateLimiter traffic;
    private final Optional<Sessions> sessions;

    Access(AccessController controller, RateLimiter traffic, Optional<Sessions> sessions) {
        this.controller = controller;
        this.traffic = traffic;
        this.sessions = sessions;
    }

    /**
     * The sender of the request.
     *
     * @param requested the permissions named in the challenge to a refused client
     */
    Caller authenticate(HttpRequest request, Set<Permission> requested) {
        Credentials credentials = credentials(request);
        Authentication authentication =
                traffic.authenticate(request, credentials, () -> controller.authenticate(credentials, requested));
        if (authentication instanceof Authentication.Refused refused) {
            throw challenge(refused.challenge(), request);
        }
        return ((Authentication.Authenticated) authentication).caller();
    }

    private Credentials credentials(HttpRequest request) {
        Credentials credentials = sent(request);
        return credentials instanceof Credentials.Basic login ? login.from(request.clientAddress()) : credentials;
    }

    /** Those in the header, else those of the session, else those of the connection. */
    private Credentials sent(HttpRequest request) {
        if (sessions.isEmpty() || request.header(HeaderName.AUTHORIZATION).isPresent()) {
            return Authorization.of(request);
        }
        return sessions.get().credentials(request).orElseGet(() -> Authorization.of(request));
    }

    /**
     * Throws unless the caller has all needed permissions; permissions requested beyond that go into the challenge
     * only.
     */
    void require(HttpRequest request, Caller caller, Set<Permission> needed, Set<Permission> requested) {
        Decision decision = controller.decide(caller, needed);
        if (decision instanceof Decision.Challenged challenged) {
            throw challenge(wider(challenged, caller, requested), request);
        }
        if (decision instanceof Decision.Denied denied) {
            throw Refusal.because(ErrorCode.DENIED, denied.reason());
        }
    }

    boolean allows(Caller caller, Permission permission) {
        return controller.decide(caller, Set.of(permission)) instanceof Decision.Allowed;
    }

    private Challenge wider(Decision.Challenged challenged, Caller caller, Set<Permission> requested) {
        return controller.decide(caller, requested) instanceof Decision.Challenged wider
                ? wider.challenge()
                : challenged.challenge();
    }

    private static Refusal challenge(Challenge challenge, HttpRequest request) {
        return Refusal.because(
                401,
                ErrorCode.UNAUTHORIZED,
                challenge.reason(),
                new HttpHeader(
                        HeaderName.WWW_AUTHENTICATE,
                        scheme(challenge, request).replace(Challenge.ORIGIN, request.origin())));
    }

    /** Scripts ask for the password themselves: a browser would interrupt them with a dialog of its own for Basic. */
    private static String scheme(Challenge challenge, HttpRequest request) {
        boolean isBasic = challenge.header().regionMatches(true, 0, BASIC, 0, BASIC.length());
        return isBasic && request.header(HeaderName.X_REQUESTED_WITH).isPresent()
                ? "Session " + challenge.header().substring(BASIC.length())
                : challenge.header();
    }
}
