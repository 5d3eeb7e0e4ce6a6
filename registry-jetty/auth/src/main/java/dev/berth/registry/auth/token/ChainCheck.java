package dev.berth.registry.auth.token;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks certificates that a token brings along, its signer's first (RFC 7515, section 4.1.6; RFC 5280, section 6). */
final class ChainCheck {
    private static final int LONGEST = 8;
    private final Clock clock;

    ChainCheck(Clock clock) {
        this.clock = clock;
    }

    /** The key of the first certificate, if all of them lead to one of the roots. */
    PublicKey leaf(List<X509Certificate> chain, Set<X509Certificate> roots) throws BadToken {
        if (chain.isEmpty() || chain.size() > LONGEST || roots.isEmpty()) {
            throw new BadToken("the certificates of the token do not lead to a trusted root");
        }
        try {
            X509Certificate leaf = chain.get(0);
            if (!KeyUsage.allowsSignatures(leaf)) {
                throw new BadToken("the key usage of the token's certificate does not allow signatures");
            }
            if (roots.contains(leaf)) {
                leaf.checkValidity(now());
            } else {
                validate(chain.stream().takeWhile(each -> !roots.contains(each)).toList(), roots);
            }
            return leaf.getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new BadToken("the certificates of the token do not lead to a trusted root", e);
        }
    }

    private void validate(List<X509Certificate> chain, Set<X509Certificate> roots) throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        PKIXParameters parameters = new PKIXParameters(
                roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        parameters.setDate(now());
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @SuppressWarnings("JavaUtilDate") // PKIXParameters knows no other
    private Date now() {
        return Date.from(clock.instant());
    }
}
