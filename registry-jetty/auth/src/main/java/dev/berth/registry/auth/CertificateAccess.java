package dev.berth.registry.auth;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.security.cert.X509Certificate;
import java.util.Set;

/**
 * Lets who has a client certificate do everything, by the name of its subject; all else is another controller's to
 * decide. The server has found the certificate good before it comes here.
 */
public final class CertificateAccess implements AccessController {
    private static final Permission EVERYTHING = new Permission.OnEverything();

    private final AccessController others;

    private CertificateAccess(AccessController others) {
        this.others = others;
    }

    /** Who comes without certificate is for {@code others} to decide. */
    public static CertificateAccess or(AccessController others) {
        return new CertificateAccess(others);
    }

    /** Who comes without certificate may do nothing. */
    public static CertificateAccess only() {
        return new CertificateAccess(new Nothing());
    }

    @Override
    public Authentication authenticate(Credentials credentials) {
        return authenticate(credentials, Set.of());
    }

    @Override
    public Authentication authenticate(Credentials credentials, Set<Permission> needed) {
        return credentials instanceof Credentials.Certificate shown
                ? new Authentication.Authenticated(caller(shown.certificate()))
                : others.authenticate(credentials, needed);
    }

    @Override
    public Decision decide(Caller caller, Set<Permission> needed) {
        return caller.grants().contains(EVERYTHING) ? new Decision.Allowed() : others.decide(caller, needed);
    }

    private static Caller caller(X509Certificate certificate) {
        return new Caller(certificate.getSubjectX500Principal().getName(), Set.of(EVERYTHING));
    }

    private static final class Nothing implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return new Decision.Denied("a client certificate is needed");
        }
    }
}
