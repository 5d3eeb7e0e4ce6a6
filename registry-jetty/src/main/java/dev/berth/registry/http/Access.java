package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.util.Set;

/** Asks the access controller, and turns its no into 401 or 403. */
final class Access {
    private final AccessController controller;

    Access(AccessController controller) {
        this.controller = controller;
    }

    Caller authenticate(HttpRequest request) {
        Authentication authentication =
                controller.authenticate(Authorization.parse(request.header(HeaderName.AUTHORIZATION)));
        if (authentication instanceof Authentication.Refused refused) {
            throw challenge(refused.challenge());
        }
        return ((Authentication.Authenticated) authentication).caller();
    }

    /** Throws unless the caller may do all of this. */
    void demand(Caller caller, Set<Permission> needed) {
        Decision decision = controller.decide(caller, needed);
        if (decision instanceof Decision.Challenged challenged) {
            throw challenge(challenged.challenge());
        }
        if (decision instanceof Decision.Denied denied) {
            throw Refusal.because(ErrorCode.DENIED, denied.reason());
        }
    }

    boolean allows(Caller caller, Permission permission) {
        return controller.decide(caller, Set.of(permission)) instanceof Decision.Allowed;
    }

    private static Refusal challenge(Challenge challenge) {
        return Refusal.because(
                401,
                ErrorCode.UNAUTHORIZED,
                challenge.reason(),
                new HttpHeader(HeaderName.WWW_AUTHENTICATE, challenge.header()));
    }
}
