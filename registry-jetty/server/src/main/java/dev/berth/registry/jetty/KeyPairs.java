package dev.berth.registry.jetty;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Tells whether two keys belong together, by signing with the one and checking with the other. */
final class KeyPairs {
    private static final byte[] ANYTHING = {1, 2, 3};

    private KeyPairs() {}

    static boolean match(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        String family = family(privateKey.getAlgorithm());
        if (!family.equals(family(publicKey.getAlgorithm()))) {
            return false;
        }
        Signature signature = Signature.getInstance(family);
        signature.initSign(privateKey);
        signature.update(ANYTHING);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(ANYTHING);
        return signature.verify(signed);
    }

    private static String family(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
    }
}
