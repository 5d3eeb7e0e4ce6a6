package dev.berth.registry.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
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
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Users and passwords of an htpasswd file with bcrypt hashes. Who is in it may do everything; who is not may pull, if
 * that is allowed. A change of the file counts within two seconds.
 *
 * <p>A wrong name takes as long as a wrong password. At most half of the processors are busy with bcrypt at a time, so
 * that guesses cannot starve those who are known already; who waits too long gets TOOMANYREQUESTS.
 */
public final class HtpasswdAccess implements AccessController {
    private static final int LONGEST_PASSWORD = 1024;
    private static final int WAIT_SECONDS = 5;
    private static final BCrypt.Verifyer VERIFYER =
            BCrypt.verifyer(BCrypt.Version.VERSION_2Y, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2Y));

    private final HtpasswdFile file;
    private final VerifiedLogins verified;
    private final Challenge challenge;
    private final boolean anonymousPull;
    private final Semaphore bcrypts =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final String nobody = BCrypt.withDefaults().hashToString(10, "nobody has this password".toCharArray());

    private HtpasswdAccess(HtpasswdFile file, Clock clock, String realm, boolean anonymousPull) {
        this.file = file;
        this.verified = new VerifiedLogins(clock);
        this.challenge = new Challenge("Basic realm=\"" + realm + "\", charset=\"UTF-8\"", "a login is needed");
        this.anonymousPull = anonymousPull;
    }

    /**
     * Only those in {@code file} are let in.
     *
     * @param realm what a person is asked for; letters, digits, spaces, dots and hyphens
     * @throws IOException when the file cannot be read
     */
    public static HtpasswdAccess required(Path file, String realm, Clock clock) throws IOException {
        return new HtpasswdAccess(new HtpasswdFile(file, clock), clock, plain(realm), false);
    }

    /**
     * Those in {@code file} may do everything, everybody may pull. The API version check still asks for a login, since
     * most clients learn from it alone whether to send one.
     *
     * @param realm as in {@link #required}
     * @throws IOException when the file cannot be read
     */
    public static HtpasswdAccess requiredToPush(Path file, String realm, Clock clock) throws IOException {
        return new HtpasswdAccess(new HtpasswdFile(file, clock), clock, plain(realm), true);
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

    /** An unknown name is checked against a hash that no password is let in by. */
    private boolean isGood(Credentials.Basic login) {
        if (login.user().isEmpty() || login.password().length() > LONGEST_PASSWORD) {
            return false;
        }
        Optional<String> hash = file.hash(login.user());
        boolean good = hash.filter(stored -> verified.contains(login, stored)).isPresent()
                || verifyInTurn(login, hash.orElse(nobody));
        return good && hash.isPresent();
    }

    private boolean verifyInTurn(Credentials.Basic login, String hash) {
        try {
            if (!bcrypts.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RegistryException(ErrorCode.TOOMANYREQUESTS, "too many logins at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(ErrorCode.UNAVAILABLE, "the registry is stopping");
        }
        try {
            return verified.contains(login, hash) || verify(login, hash);
        } finally {
            bcrypts.release();
        }
    }

    private boolean verify(Credentials.Basic login, String hash) {
        byte[] password = login.password().getBytes(StandardCharsets.UTF_8);
        boolean good = VERIFYER.verify(password, hash.getBytes(StandardCharsets.US_ASCII)).verified;
        if (good) {
            verified.add(login, hash);
        }
        return good;
    }

    private static boolean isPull(Permission permission) {
        return permission instanceof Permission.OnRepository on && on.action() == Action.PULL;
    }

    private static String plain(String realm) {
        if (!realm.matches("[A-Za-z0-9 .-]+")) {
            throw new IllegalArgumentException("a realm has letters, digits, spaces, dots and hyphens: " + realm);
        }
        return realm;
    }
}
