package dev.berth.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.berth.registry.access.Action;
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
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void formerContentCountsWhileFileIsGone() throws IOException {
        HtpasswdAccess access = access();
        Files.delete(file);
        clock.advance(Duration.ofSeconds(2));
        assertThat(access.authenticate(new Credentials.Basic("ann", "secret")))
                .isInstanceOf(Authentication.Authenticated.class);
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

    @Test
    void refusesRealmThatWouldEndTheField() {
        assertThatIllegalArgumentException().isThrownBy(() -> HtpasswdAccess.required(file, "a\"b", clock));
    }

    private HtpasswdAccess access() throws IOException {
        return HtpasswdAccess.required(file, "Berth", clock);
    }

    private void write(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
    }

    private static String line(String user, String password) {
        return user + ":" + BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, password.toCharArray());
    }
}
