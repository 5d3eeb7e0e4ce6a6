package dev.berth.registry.auth;

import dev.berth.registry.access.Credentials.Basic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Logins that succeeded within the last day, so that not every request costs a bcrypt, and a flood of guesses does not
 * delay known logins. Keeps no password: only hashes keyed with a random key that lives as long as the process, bound
 * to the stored hash, so that a changed password ends the remembered login.
 */
final class VerifiedLogins {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration LIFE = Duration.ofDays(1);
    private static final int MAX = 10_000;

    private final Map<ByteBuffer, Instant> ends = new ConcurrentHashMap<>();
    private final SecretKeySpec key;
    private final Clock clock;

    VerifiedLogins(Clock clock, SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
    }

    boolean contains(Basic login, String storedHash) {
        Instant end = ends.get(fingerprint(login, storedHash));
        return end != null && clock.instant().isBefore(end);
    }

    void add(Basic login, String storedHash) {
        Instant now = clock.instant();
        if (ends.size() >= MAX) {
            ends.values().removeIf(now::isAfter);
        }
        if (ends.size() < MAX) {
            ends.put(fingerprint(login, storedHash), now.plus(LIFE));
        }
    }

    private ByteBuffer fingerprint(Basic login, String storedHash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, login.user());
            update(mac, login.password());
            update(mac, storedHash);
            return ByteBuffer.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    /** With its length, so that no two triples run together to the same bytes. */
    private static void update(Mac mac, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }
}
