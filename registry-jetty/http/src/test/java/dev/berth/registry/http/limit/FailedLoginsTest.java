package dev.berth.registry.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.http.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three failures, and the next in a day. */
class FailedLoginsTest {
    private static final int BURST = 24;
    private static final long CLIENT = 7;

    private final FailedLogins logins = new FailedLogins(new RateLimit(1, Duration.ofDays(1), 3), 7, System::nanoTime);
    private final ExecutorService threads = Executors.newFixedThreadPool(BURST);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void burstOfGuessesDoesNotPassTheLimit() throws Exception {
        assertThat(checked(true)).isEqualTo(3);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> logins.begin(CLIENT))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(429));
        logins.begin(CLIENT + 1);
    }

    @Test
    void burstOfGoodLoginsPasses() throws Exception {
        assertThat(checked(false)).isEqualTo(BURST);
        assertThat(checked(true)).isEqualTo(3);
    }

    /** Concurrent logins of one client, and the number of checked passwords. */
    private int checked(boolean wrong) throws Exception {
        CyclicBarrier together = new CyclicBarrier(BURST);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            results.add(threads.submit(() -> {
                together.await();
                return check(wrong);
            }));
        }
        int checked = 0;
        for (Future<Boolean> result : results) {
            checked += result.get(30, TimeUnit.SECONDS) ? 1 : 0;
        }
        return checked;
    }

    private boolean check(boolean wrong) throws InterruptedException {
        try {
            logins.begin(CLIENT);
        } catch (Refusal tooMany) {
            return false;
        }
        TimeUnit.MILLISECONDS.sleep(5);
        logins.end(CLIENT, wrong);
        return true;
    }
}
