package dev.berth.registry.auth.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * Reads JSON Web Key Sets (RFC 7517). Symmetric keys and keys that are not for verifying signatures ({@code use},
 * {@code key_ops}) are left out.
 */
final class KeySetReader {
    private static final String VERIFY = "verify";

    private KeySetReader() {}

    static KeyRing read(Path file) throws IOException {
        return read(file.toString(), Files.readAllBytes(file));
    }

    /**
     * The keys of a set, which may be none. The library throws a variety of exceptions where a value has the wrong
     * type.
     *
     * @param where the place that a failure names
     */
    static KeyRing read(String where, byte[] json) throws IOException {
        KeyRing.Builder ring = new KeyRing.Builder();
        try {
            for (JsonWebKey key : new JsonWebKeySet(new String(json, StandardCharsets.UTF_8)).getJsonWebKeys()) {
                if (key instanceof PublicJsonWebKey asymmetric && verifiesSignatures(asymmetric)) {
                    add(asymmetric, ring);
                }
            }
        } catch (JoseException | RuntimeException e) {
            throw new IOException(where + " is not a JSON Web Key Set", e);
        }
        return ring.build();
    }

    private static boolean verifiesSignatures(JsonWebKey key) {
        boolean isUsable = key.getUse() == null || key.getUse().equals(Use.SIGNATURE);
        return isUsable && (key.getKeyOps() == null || key.getKeyOps().contains(VERIFY));
    }

    private static void add(PublicJsonWebKey key, KeyRing.Builder ring) {
        TrustedKey trusted = new TrustedKey(key.getPublicKey(), Optional.ofNullable(key.getAlgorithm()));
        if (key.getKeyId() == null) {
            ring.add(trusted);
        } else {
            ring.add(key.getKeyId(), trusted);
        }
    }
}
