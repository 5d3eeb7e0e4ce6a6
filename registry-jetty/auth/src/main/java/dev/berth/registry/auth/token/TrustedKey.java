package dev.berth.registry.auth.token;

import java.security.PublicKey;
import java.util.Optional;

/**
 * A public key that may sign tokens.
 *
 * @param algorithm the only algorithm it may sign with (RFC 7517, section 4.4); empty for any that fits the key
 */
record TrustedKey(PublicKey key, Optional<String> algorithm) {

    static TrustedKey any(PublicKey key) {
        return new TrustedKey(key, Optional.empty());
    }

    boolean allows(String signatureAlgorithm) {
        return algorithm.isEmpty() || algorithm.get().equals(signatureAlgorithm);
    }
}
