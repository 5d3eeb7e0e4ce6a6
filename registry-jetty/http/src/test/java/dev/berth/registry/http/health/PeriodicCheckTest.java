package dev.berth.registry.http.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.http.HttpBody;
import dev.berth.registry.model.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PeriodicCheckTest {
    private final AtomicLong now = new AtomicLong();
    private volatile boolean fails;
    private final PeriodicCheck check = check(() -> {
        now.addAndGet(Duration.ofMillis(20).toNanos());
        if (fails) {
            throw new IOException("refused");
        }
    });

    private PeriodicCheck check(HealthCheck.Probe probe) {
        Duration second = Duration.ofSeconds(1);
        return new PeriodicCheck(new HealthCheck("database", probe, second, second, 3), now::get);
    }

    @Test
    void isNotReadyBeforeTheFirstSuccess() throws Exception {
        assertThat(check.status().ready()).isFalse();
        fails = true;
        check.step();
        assertThat(check.status()).isEqualTo(status(false, 20, "refused"));
        fails = false;
        check.step();
        assertThat(check.status())
                .isEqualTo(new HealthStatus("database", true, Duration.ofMillis(20), Optional.empty()));
    }

    @Test
    void becomesUnreadyAtTheThresholdAndReadyWithOneSuccess() throws Exception {
        check.step();
        fails = true;
        check.step();
        check.step();
        assertThat(check.status()).isEqualTo(status(true, 20, "refused"));
        check.step();
        assertThat(check.status()).isEqualTo(status(false, 20, "refused"));
        fails = false;
        check.step();
        assertThat(check.status().ready()).isTrue();
    }

    @Test
    void aProbeThatNeverAnswersIsAFailureWhileItRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        PeriodicCheck silent = check(() -> {
            begun.countDown();
            if (begun.getCount() == 0) {
                new CountDownLatch(1).await();
            }
        });
        silent.step();
        Thread thread = new Thread(() -> {
            try {
                silent.step();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        begun.await();
        assertThat(silent.status().ready()).isTrue();
        now.addAndGet(Duration.ofMillis(1_500).toNanos());
        assertThat(silent.status()).isEqualTo(status(true, 1_500, "no answer within 1000 ms"));
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(silent.status().ready()).isFalse();
        thread.interrupt();
        thread.join();
    }

    @Test
    void bindsItsTimeoutAsTheDeadline() throws Exception {
        PeriodicCheck bounded =
                check(() -> assertThat(Deadline.current().isBounded()).isTrue());
        bounded.step();
        assertThat(bounded.status().ready()).isTrue();
    }

    @Test
    void refusesWhatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthCheck("a", () -> {}, Duration.ZERO, Duration.ofSeconds(1), 3));
    }

    @Test
    void pagesForAllClientsShowNoReason() {
        List<HealthStatus> status = List.of(status(false, 20, "db.internal refused"));
        assertThat(text(HealthRoot.ready(status, false)))
                .isEqualTo("{\"status\":\"down\",\"checks\":{\"database\":{\"status\":\"down\",\"duration_ms\":20}}}");
        assertThat(text(HealthRoot.ready(status, true))).contains("\"reason\":\"db.internal refused\"");
    }

    private static String text(HttpBody.Bytes body) {
        return UTF_8.decode(body.content()).toString();
    }

    private static HealthStatus status(boolean ready, long millis, String reason) {
        return new HealthStatus("database", ready, Duration.ofMillis(millis), Optional.of(reason));
    }
}
