package dev.berth.registry.auth.token;

import java.security.cert.X509Certificate;

/** The key usage of a certificate (RFC 5280, section 4.2.1.3). */
final class KeyUsage {
    private static final int DIGITAL_SIGNATURE = 0;

    private KeyUsage() {}

    /** A certificate without the extension allows every use. */
    static boolean allowsSignatures(X509Certificate certificate) {
        boolean[] uses = certificate.getKeyUsage();
        return uses == null || uses[DIGITAL_SIGNATURE];
    }
}
