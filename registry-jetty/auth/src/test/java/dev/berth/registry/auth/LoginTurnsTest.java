package dev.berth.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.access.Credentials.Basic;
import dev.berth.registry.auth.WaitingLogins.Waiting;
import dev.berth.registry.contract.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoginTurnsTest {
    private static final Basic LOGIN = new Basic("ann", "secret");

    private final TestClock clock = new TestClock();
    private final RecentFailures failures = new RecentFailures(clock, 1);

    @Test
    void aFreePlaceNeedsNoWait() {
        LoginTurns turns = new LoginTurns(2, Duration.ZERO, failures);
        turns.begin(LOGIN);
        Waiting second = turns.begin(LOGIN);
        assertTooMany(turns);
        turns.end(second, true);
        turns.begin(LOGIN);
        assertTooMany(turns);
    }

    @Test
    void failuresFadeAfterTheClockWasSetBack() {
        long name = failures.name("ann");
        for (int i = 0; i < 100; i++) {
            failures.add(name);
        }
        clock.advance(Duration.ofHours(-3));
        assertThat(failures.of(name)).isEqualTo(100);
        clock.advance(Duration.ofMinutes(10));
        assertThat(failures.of(name)).isLessThan(1);
    }

    @Test
    void aLoginThatGaveUpLeavesItsPlace() {
        LoginTurns turns = new LoginTurns(1, Duration.ofMillis(1), failures);
        Waiting first = turns.begin(LOGIN);
        assertTooMany(turns);
        turns.end(first, false);
        turns.end(turns.begin(LOGIN), false);
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void aPlaceHasOneLoginAtATime() throws Exception {
        LoginTurns turns = new LoginTurns(2, Duration.ofMinutes(1), failures);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch barrier = new CountDownLatch(1);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> repeat(turns, barrier, running, most), task -> new Thread(task).start()));
        }
        barrier.countDown();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
        assertThat(most.get()).isBetween(1, 2);
        assertThat(turns.waiting()).isZero();
    }

    private static void repeat(LoginTurns turns, CountDownLatch barrier, AtomicInteger running, AtomicInteger most) {
        try {
            barrier.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < 200; i++) {
            Waiting turn = turns.begin(LOGIN);
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            turns.end(turn, i % 2 == 0);
        }
    }

    @Test
    void aHundredWaitAndTheOthersAreRefusedAtOnce() throws Exception {
        LoginTurns turns = new LoginTurns(1, Duration.ofMinutes(1), failures);
        Waiting first = turns.begin(LOGIN);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < LoginTurns.MOST_WAITING; i++) {
            Thread thread = new Thread(() -> turns.end(turns.begin(LOGIN), false));
            thread.start();
            all.add(thread);
        }
        while (turns.waiting() < LoginTurns.MOST_WAITING) {
            Thread.onSpinWait();
        }
        assertTooMany(turns);
        turns.end(first, false);
        for (Thread thread : all) {
            thread.join(Duration.ofMinutes(1).toMillis());
        }
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void anInterruptedLoginLeavesItsPlace() throws Exception {
        LoginTurns turns = new LoginTurns(1, Duration.ofMinutes(1), failures);
        Waiting first = turns.begin(LOGIN);
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        Thread second = new Thread(() -> {
            try {
                turns.begin(LOGIN);
            } catch (RegistryException e) {
                refusal.complete(e);
            }
        });
        second.start();
        second.interrupt();
        assertThat(refusal.get())
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        turns.end(first, false);
        turns.end(turns.begin(LOGIN), false);
    }

    private static void assertTooMany(LoginTurns turns) {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> turns.begin(LOGIN))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOOMANYREQUESTS));
    }
}
