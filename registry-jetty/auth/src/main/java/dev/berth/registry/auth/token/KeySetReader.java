package dev.berth.registry.auth.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/** Reads JSON Web Key Sets (RFC 7517). Keys for encryption and symmetric ones are left out. */
final class KeySetReader {
    private KeySetReader() {}

    static KeyRing read(Path file) throws IOException {
        return read(file.toString(), Files.readAllBytes(file));
    }

    /** @param where what a failure names */
    static KeyRing read(String where, byte[] json) throws IOException {
        KeyRing.Builder ring = parse(where, json);
        if (ring.size() == 0) {
            throw new IOException(where + " holds no public key for signatures");
        }
        return ring.build();
    }

    /** The library throws what it likes where something is of another type than it should be. */
    private static KeyRing.Builder parse(String where, byte[] json) throws IOException {
        KeyRing.Builder ring = new KeyRing.Builder();
        try {
            for (JsonWebKey key : new JsonWebKeySet(new String(json, StandardCharsets.UTF_8)).getJsonWebKeys()) {
                if (key instanceof PublicJsonWebKey asymmetric && !Use.ENCRYPTION.equals(key.getUse())) {
                    add(asymmetric, ring);
                }
            }
        } catch (JoseException | RuntimeException e) {
            throw new IOException(where + " is not a JSON Web Key Set", e);
        }
        return ring;
    }

    private static void add(PublicJsonWebKey key, KeyRing.Builder ring) {
        PublicKey publicKey = key.getPublicKey();
        if (key.getKeyId() == null) {
            ring.add(publicKey);
        } else {
            ring.add(key.getKeyId(), publicKey);
        }
    }
}
