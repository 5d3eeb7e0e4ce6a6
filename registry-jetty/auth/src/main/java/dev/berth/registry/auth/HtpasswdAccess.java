package dev.berth.registry.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Users and passwords of an htpasswd file with bcrypt hashes. A user of the file has all permissions; all others may
 * pull, if that is configured. A change of the file takes effect within two seconds.
 *
 * <p>Every failed login takes as long as a hash of the greatest cost in the file, so that the time tells no user from
 * an unknown name. At most half of the processors hash passwords at a time. Logins that wait take turns, by which those
 * of networks and names without recent failures come soon ({@link WaitingLogins}); a login that waits for more than ten
 * seconds, or with more than a hundred others of better networks, is refused with TOOMANYREQUESTS. A login that
 * succeeded skips the hash for a day, so guesses cannot starve it.
 */
public final class HtpasswdAccess implements AccessController {
    private static final int LONGEST_PASSWORD = 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final BCrypt.Verifyer VERIFYER =
            BCrypt.verifyer(BCrypt.Version.VERSION_2Y, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2Y));

    private final HtpasswdFile file;
    private final VerifiedLogins verified;
    private final Challenge challenge;
    private final boolean anonymousPull;
    private final LoginTurns turns;
    private final DummyHash dummy;
    private final LongAdder remembered = new LongAdder();
    private final LongAdder hashed = new LongAdder();

    private HtpasswdAccess(HtpasswdFile file, Clock clock, String realm, boolean anonymousPull) {
        this.file = file;
        SecureRandom random = new SecureRandom();
        this.verified = new VerifiedLogins(clock, random);
        this.dummy = new DummyHash(random);
        int places = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.turns = new LoginTurns(places, LONGEST_WAIT, new RecentFailures(clock, random.nextLong()));
        this.challenge =
                new Challenge("Basic realm=" + quoted(realm) + ", charset=\"UTF-8\"", "authentication is required");
        this.anonymousPull = anonymousPull;
    }

    /**
     * Only those in {@code file} are let in.
     *
     * @param realm the name shown when a client asks for a password; printable ASCII
     * @throws IOException when the file cannot be read
     */
    public static HtpasswdAccess required(Path file, String realm, Clock clock) throws IOException {
        return new HtpasswdAccess(new HtpasswdFile(file, clock), clock, realm, false);
    }

    /**
     * Users in {@code file} have all permissions, everyone may pull. The API version check still requires a login,
     * since most clients decide by it alone whether to send credentials.
     *
     * @param realm as in {@link #required}
     * @throws IOException when the file cannot be read
     */
    public static HtpasswdAccess requiredToPush(Path file, String realm, Clock clock) throws IOException {
        return new HtpasswdAccess(new HtpasswdFile(file, clock), clock, realm, true);
    }

    @Override
    public Authentication authenticate(Credentials credentials) {
        if (credentials instanceof Credentials.None || credentials instanceof Credentials.Certificate) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }
        return credentials instanceof Credentials.Basic login && isGood(login)
                ? new Authentication.Authenticated(new Caller(login.user(), Set.of()))
                : new Authentication.Refused(challenge);
    }

    @Override
    public Decision decide(Caller caller, Set<Permission> needed) {
        boolean allowed = !caller.isAnonymous()
                || (anonymousPull && !needed.isEmpty() && needed.stream().allMatch(HtpasswdAccess::isPull));
        return allowed ? new Decision.Allowed() : new Decision.Challenged(challenge);
    }

    private boolean isGood(Credentials.Basic login) {
        if (login.user().isEmpty() || login.password().length() > LONGEST_PASSWORD) {
            return false;
        }
        HtpasswdFile.Users users = file.users();
        Optional<String> stored = Optional.ofNullable(users.hashes().get(login.user()));
        String hash = stored.orElseGet(() -> dummy.ofCost(users.cost()));
        return (isRemembered(login, hash) || verifyInTurn(login, hash, users.cost())) && stored.isPresent();
    }

    private boolean isRemembered(Credentials.Basic login, String hash) {
        boolean contains = verified.contains(login, hash);
        (contains ? remembered : hashed).increment();
        return contains;
    }

    /** The number of logins that needed no hash, since they had succeeded within a day. */
    public long rememberedLogins() {
        return remembered.sum();
    }

    /** The number of logins whose password was hashed, or waited for that. */
    public long hashedLogins() {
        return hashed.sum();
    }

    private boolean verifyInTurn(Credentials.Basic login, String hash, int cost) {
        WaitingLogins.Waiting turn = turns.begin(login);
        boolean isGood = false;
        try {
            isGood = verified.contains(login, hash) || verify(login, hash, cost);
            return isGood;
        } finally {
            turns.end(turn, !isGood);
        }
    }

    private boolean verify(Credentials.Basic login, String hash, int cost) {
        byte[] password = login.password().getBytes(StandardCharsets.UTF_8);
        if (matches(password, hash)) {
            verified.add(login, hash);
            return true;
        }
        // The work of the costs c, c, c + 1, ..., n - 1 adds up to that of cost n.
        for (int step = HtpasswdFile.cost(hash); step < cost; step++) {
            matches(password, dummy.ofCost(step));
        }
        return false;
    }

    private static boolean matches(byte[] password, String hash) {
        return VERIFYER.verify(password, hash.getBytes(StandardCharsets.US_ASCII)).verified;
    }

    private static boolean isPull(Permission permission) {
        return (permission instanceof Permission.OnRepository on && on.action() == Action.PULL)
                || (permission instanceof Permission.OnNamespace below && below.action() == Action.PULL);
    }

    /** Printable ASCII as a quoted string (RFC 9110, section 5.6.4). */
    private static String quoted(String realm) {
        if (!realm.matches("[ -~]+")) {
            throw new IllegalArgumentException(
                    "expected a realm of printable ASCII characters, not '" + realm.replaceAll("[^ -~]", "?") + "'");
        }
        return '"' + realm.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
