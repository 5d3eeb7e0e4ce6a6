package dev.berth.registry.auth;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Allows callers with a client certificate everything; their name is the subject of the certificate, with control
 * characters escaped (RFC 4514, section 2.4). Other callers are another controller's to decide. The server has verified
 * the certificate before.
 */
public final class CertificateAccess implements AccessController {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]");
    private static final Permission EVERYTHING = new Permission.OnEverything();

    private final AccessController others;

    private CertificateAccess(AccessController others) {
        this.others = others;
    }

    /** A client without certificate is decided by {@code others}. */
    public static CertificateAccess or(AccessController others) {
        return new CertificateAccess(others);
    }

    /** A client without certificate has no permission. */
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
        String subject = certificate.getSubjectX500Principal().getName();
        return new Caller(CONTROL.matcher(subject).replaceAll(CertificateAccess::escaped), Set.of(EVERYTHING));
    }

    /** As hexadecimal pairs of UTF-8. */
    private static String escaped(MatchResult control) {
        StringBuilder pairs = new StringBuilder();
        for (byte each : control.group().getBytes(StandardCharsets.UTF_8)) {
            pairs.append("\\\\%02X".formatted(each));
        }
        return pairs.toString();
    }

    private static final class Nothing implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return new Decision.Denied("a client certificate is required");
        }
    }
}
