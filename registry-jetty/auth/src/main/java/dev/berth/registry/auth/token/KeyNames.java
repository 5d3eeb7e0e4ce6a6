package dev.berth.registry.auth.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The names that follow from a key itself: its thumbprint (RFC 7638) and its fingerprint as libtrust has it. */
final class KeyNames {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int FINGERPRINT_BYTES = 30;

    private KeyNames() {}

    /** Both; none of a key of a kind that signs no tokens. */
    static List<String> of(PublicKey key) {
        try {
            return List.of(thumbprint(PublicJsonWebKey.Factory.newPublicJwk(key)), fingerprint(key));
        } catch (JoseException e) {
            return List.of();
        }
    }

    static String thumbprint(JsonWebKey key) {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /** The first 240 bits of the SHA-256 of the key in DER, in base 32, in twelve groups of four. */
    static String fingerprint(PublicKey key) {
        byte[] digest = sha256(key.getEncoded());
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < FINGERPRINT_BYTES; i++) {
            bits = bits << 8 | (digest[i] & 0xff);
            for (held += 8; held >= 5; held -= 5) {
                append(BASE32.charAt((bits >>> (held - 5)) & 31), text);
            }
        }
        return text.toString();
    }

    private static void append(char letter, StringBuilder text) {
        if (text.length() % 5 == 4) {
            text.append(':');
        }
        text.append(letter);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
