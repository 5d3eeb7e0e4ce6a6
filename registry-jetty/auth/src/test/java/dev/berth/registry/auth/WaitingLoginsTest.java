package dev.berth.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.Credentials.Basic;
import dev.berth.registry.auth.WaitingLogins.Waiting;
import dev.berth.registry.contract.TestClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Forty connections guess without a pause, from thousands of addresses, while one user logs in for the first time. */
class WaitingLoginsTest {
    private static final Duration HASH = Duration.ofMillis(250);
    private static final int CONNECTIONS = 40;

    private final TestClock clock = new TestClock();
    private final Random random = new Random(14);
    private final WaitingLogins logins = new WaitingLogins(new RecentFailures(clock, 5));

    @Test
    void aLoginFromAnotherNetworkIsNextInItsTurn() {
        assertThat(turnsOf("ann", "198.51.100.7", i -> login("ann", "203.0." + below(250) + "." + below(250))))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void aNarrowNetworkCountsWhereTheWideOneIsTheSame() {
        assertThat(turnsOf("ann", "10.200.1.7", i -> login("ann", "10." + below(40) + "." + below(250) + ".9")))
                .isLessThanOrEqualTo(3);
        assertThat(turnsOf(
                        "ann", "2001:db8:f::1", i -> login("ann", "2001:db8:" + below(9) + ":" + below(999) + "::1")))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void aNameThatIsNotGuessedIsNextInItsTurn() {
        assertThat(turnsOf("ann", "198.51.100.7", i -> login("user" + below(50), anyAddress())))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void guessesOfEveryKindKeepTheTurnOfTheOldest() {
        assertThat(turnsOf(
                        "ann", "198.51.100.7", i -> login(i % 2 == 0 ? "ann" : "any" + random.nextInt(), anyAddress())))
                .isLessThanOrEqualTo(3 * (CONNECTIONS + 1));
    }

    @Test
    void theLoginOfTheWorstNetworkIsTheLast() {
        Waiting bad = logins.of(login("ann", "203.0.113.1"));
        Waiting good = logins.of(login("ann", "198.51.100.7"));
        logins.failed(bad);
        logins.add(bad);
        logins.add(good);
        assertThat(logins.last()).isSameAs(bad);
        assertThat(logins.last()).isSameAs(good);
        assertThat(logins.size()).isZero();
    }

    @Test
    void failuresAreForgotten() {
        Basic guess = login("ann", "203.0.113.1");
        RecentFailures failures = new RecentFailures(clock, 5);
        failures.add(failures.name(guess.user()));
        assertThat(failures.of(failures.name("ann"))).isEqualTo(1);
        assertThat(failures.of(failures.name("bob"))).isZero();
        clock.advance(Duration.ofMinutes(10));
        assertThat(failures.of(failures.name("ann"))).isLessThan(0.01);
    }

    @Test
    void aLoginWithoutAnAddressWaitsToo() {
        Waiting login = logins.of(new Basic("ann", "secret"));
        logins.add(login);
        assertThat(logins.next()).hasValue(login);
        assertThat(logins.next()).isEmpty();
    }

    /** The number of turns until the user has one, each guess being followed by the next. */
    private int turnsOf(String user, String address, IntFunction<Basic> guesses) {
        for (int i = 0; i < CONNECTIONS; i++) {
            logins.add(logins.of(guesses.apply(i)));
        }
        for (int i = 0; i < 400; i++) {
            guess(guesses.apply(i));
        }
        Waiting first = logins.of(login(user, address));
        logins.add(first);
        for (int turns = 1; turns < 1_000; turns++) {
            if (guess(guesses.apply(turns)) == first) {
                return turns;
            }
        }
        return Integer.MAX_VALUE;
    }

    private Waiting guess(Basic following) {
        Waiting turn = logins.next().orElseThrow();
        clock.advance(HASH);
        logins.failed(turn);
        logins.add(logins.of(following));
        return turn;
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private String anyAddress() {
        return (1 + below(222)) + "." + below(256) + "." + below(256) + "." + below(256);
    }

    private static Basic login(String user, String address) {
        try {
            return new Basic(user, "password", Optional.of(InetAddress.getByName(address)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
