package dev.berth.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.access.Action;
import dev.berth.registry.access.AdministrativeAction;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HtpasswdAccessTest {
    private static final RepositoryName REPOSITORY = new RepositoryName("library/alpine");
    private static final Set<Permission> PULL = Set.of(new Permission.OnRepository(REPOSITORY, Action.PULL));
    private static final Set<Permission> PUSH = Set.of(
            new Permission.OnRepository(REPOSITORY, Action.PULL), new Permission.OnRepository(REPOSITORY, Action.PUSH));

    private final TestClock clock = new TestClock();
    private Path file;

    @BeforeEach
    void writeFile(@TempDir Path folder) throws IOException {
        file = folder.resolve("htpasswd");
        write("# users", line("ann", "secret"), "", "crypt:rl0uhn3R4d3I2");
    }

    @Test
    void letsKnownUserIn() throws IOException {
        assertThat(access().authenticate(new Credentials.Basic("ann", "secret")))
                .isEqualTo(new Authentication.Authenticated(new Caller("ann", Set.of())));
    }

    @Test
    void remembersGoodLoginButNotBadOne() throws IOException {
        HtpasswdAccess access = access();
        assertThat(access.authenticate(new Credentials.Basic("ann", "secret")))
                .isInstanceOf(Authentication.Authenticated.class);
        assertThat(access.authenticate(new Credentials.Basic("ann", "secret")))
                .isInstanceOf(Authentication.Authenticated.class);
        assertThat(access.authenticate(new Credentials.Basic("ann", "Secret")))
                .isInstanceOf(Authentication.Refused.class);
        assertThat(access.authenticate(new Credentials.Basic("ann", "Secret")))
                .isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void challengesWrongPasswordUnknownUserAndOtherSchemes() throws IOException {
        for (Credentials wrong : new Credentials[] {
            new Credentials.Basic("ann", ""),
            new Credentials.Basic("bob", "secret"),
            new Credentials.Basic("bob", "nobody has this password"),
            new Credentials.Basic("", ""),
            new Credentials.Basic("ann", "s".repeat(100_000)),
            new Credentials.Basic("crypt", "secret"),
            new Credentials.Bearer("secret")
        }) {
            assertThat(access().authenticate(wrong))
                    .as("%s", wrong)
                    .isInstanceOfSatisfying(
                            Authentication.Refused.class,
                            refused -> assertThat(refused.challenge().header())
                                    .isEqualTo("Basic realm=\"Berth\", charset=\"UTF-8\""));
        }
    }

    @Test
    void changedPasswordCountsAndOldOneNoLonger() throws IOException {
        HtpasswdAccess access = access();
        access.authenticate(new Credentials.Basic("ann", "secret"));
        write(line("ann", "changed"), line("new", "user"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(access.authenticate(new Credentials.Basic("ann", "secret")))
                .isInstanceOf(Authentication.Refused.class);
        assertThat(access.authenticate(new Credentials.Basic("ann", "changed")))
                .isInstanceOf(Authentication.Authenticated.class);
        assertThat(access.authenticate(new Credentials.Basic("new", "user")))
                .isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void changedPasswordCountsAfterTheClockWasSetBack() throws IOException {
        HtpasswdAccess access = access();
        access.authenticate(new Credentials.Basic("ann", "secret"));
        write(line("ann", "changed"));
        clock.advance(Duration.ofHours(-3));
        assertThat(access.authenticate(new Credentials.Basic("ann", "secret")))
                .isInstanceOf(Authentication.Refused.class);
        Files.delete(file);
        clock.advance(Duration.ofHours(-3));
        access.authenticate(new Credentials.Basic("ann", "changed"));
        clock.advance(Duration.ofSeconds(61));
        assertThatExceptionOfType(RegistryException.class)
                .as("the deleted file is not used for longer than a minute")
                .isThrownBy(() -> access.authenticate(new Credentials.Basic("ann", "changed")));
    }

    @Test
    void formerContentCountsWhileFileIsGone() throws IOException {
        HtpasswdAccess access = access();
        Files.delete(file);
        clock.advance(Duration.ofSeconds(2));
        assertThat(access.authenticate(new Credentials.Basic("ann", "secret")))
                .isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void deletedFileLetsNobodyInAfterAMinute() throws IOException {
        HtpasswdAccess access = access();
        Credentials good = new Credentials.Basic("ann", "secret");
        access.authenticate(good);
        Files.delete(file);
        clock.advance(Duration.ofSeconds(2));
        access.authenticate(good);
        clock.advance(Duration.ofSeconds(61));
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> access.authenticate(good))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        write(line("ann", "secret"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(access.authenticate(good)).isInstanceOf(Authentication.Authenticated.class);
    }

    /** Each step of the cost doubles the time: a difference would be 32 times, or 64 times for a fixed cost of 10. */
    @Test
    void failuresTakeTheSameTimeForEveryName() throws IOException {
        write(line("cheap", "secret", 4), line("costly", "secret", 9));
        HtpasswdAccess access = access();
        long costly = nanosOfFailure(access, "costly");
        assertThat(nanosOfFailure(access, "cheap")).isBetween(costly / 4, costly * 4);
        assertThat(nanosOfFailure(access, "unknown")).isBetween(costly / 4, costly * 4);
    }

    @Test
    void leavesOutHashesThatWouldTakeTooLong() throws IOException {
        String hash = line("ann", "secret").replace("$04$", "$31$");
        write(hash);
        assertThat(access().authenticate(new Credentials.Basic("ann", "secret")))
                .isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void saysThatAPathIsADirectory(@TempDir Path folder) {
        assertThatIOException()
                .isThrownBy(() -> HtpasswdAccess.required(folder, "Berth", clock))
                .withMessage("cannot read the htpasswd file " + folder + ": it is a directory");
    }

    @Test
    void anonymousIsChallengedOrMayPull() throws IOException {
        HtpasswdAccess strict = access();
        HtpasswdAccess open = HtpasswdAccess.requiredToPush(file, "Berth", clock);
        assertThat(strict.decide(Caller.ANONYMOUS, PULL)).isInstanceOf(Decision.Challenged.class);
        assertThat(open.decide(Caller.ANONYMOUS, PULL)).isInstanceOf(Decision.Allowed.class);
        assertThat(open.decide(Caller.ANONYMOUS, PUSH)).isInstanceOf(Decision.Challenged.class);
        assertThat(open.decide(Caller.ANONYMOUS, Set.of())).isInstanceOf(Decision.Challenged.class);
        assertThat(open.decide(Caller.ANONYMOUS, Set.of(new Permission.OnCatalog())))
                .isInstanceOf(Decision.Challenged.class);
        assertThat(strict.decide(new Caller("ann", Set.of()), PUSH)).isInstanceOf(Decision.Allowed.class);
    }

    @ParameterizedTest
    @EnumSource
    void onlyUsersOfTheFileAdministerTheRegistry(AdministrativeAction operation) throws IOException {
        Set<Permission> needed = Set.of(new Permission.OnAdministration(operation));
        for (HtpasswdAccess each : List.of(access(), HtpasswdAccess.requiredToPush(file, "Berth", clock))) {
            assertThat(each.decide(Caller.ANONYMOUS, needed)).isInstanceOf(Decision.Challenged.class);
            assertThat(each.decide(new Caller("ann", Set.of()), needed)).isInstanceOf(Decision.Allowed.class);
        }
    }

    @Test
    void quotesTheRealm() throws IOException {
        HtpasswdAccess access = HtpasswdAccess.required(file, "The \"A\" team's registry (\\o/)", clock);
        assertThat(access.decide(Caller.ANONYMOUS, PULL))
                .isInstanceOfSatisfying(
                        Decision.Challenged.class,
                        challenged -> assertThat(challenged.challenge().header())
                                .isEqualTo(
                                        "Basic realm=\"The \\\"A\\\" team's registry (\\\\o/)\", charset=\"UTF-8\""));
    }

    @Test
    void refusesRealmThatWouldEndTheField() {
        assertThatIllegalArgumentException().isThrownBy(() -> HtpasswdAccess.required(file, "a\nb", clock));
    }

    /** The least of a few, so that a pause does not count. */
    private static long nanosOfFailure(HtpasswdAccess access, String user) {
        return IntStream.range(0, 7)
                .mapToLong(i -> {
                    long start = System.nanoTime();
                    access.authenticate(new Credentials.Basic(user, "wrong" + i));
                    return System.nanoTime() - start;
                })
                .min()
                .orElseThrow();
    }

    private HtpasswdAccess access() throws IOException {
        return HtpasswdAccess.required(file, "Berth", clock);
    }

    private void write(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
    }

    private static String line(String user, String password) {
        return line(user, password, 4);
    }

    private static String line(String user, String password, int cost) {
        return user + ":" + BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(cost, password.toCharArray());
    }
}
