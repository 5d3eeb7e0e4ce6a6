package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class S3ConfigTest {

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3StoreConfig.builder(" ")
                        .chunkSize(1)
                        .maxRetries(-1)
                        .keyId("key")
                        .build())
                .withMessageContainingAll("no bucket", "5 MiB", "retries", "encryption is off");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Connection.builder()
                        .endpoint(URI.create("ftp://x"))
                        .maxConnections(0)
                        .readTimeout(Duration.ZERO)
                        .build())
                .withMessageContainingAll("ftp://x", "connections", "time to read");
    }

    @Test
    void showsNoSecret() {
        S3Connection connection = S3Connection.builder()
                .credentials("access", "the-secret", "the-token")
                .build();

        assertThat(connection.toString()).contains("access").doesNotContain("the-secret", "the-token");
        assertThat(connection.keys().toString()).doesNotContain("the-secret", "the-token");
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        S3StoreConfig.Builder builder = S3StoreConfig.builder("b");
        S3StoreConfig config = builder.build();
        builder.rootDirectory("elsewhere");

        assertThat(config.rootDirectory()).isEmpty();
    }

    @Test
    void callsTakeTurnsBeyondASecondsWorth() {
        AtomicLong now = new AtomicLong();
        RequestRate rate = new RequestRate(OptionalInt.of(2), now::get);

        assertThat(rate.turn(1)).isEqualTo(Duration.ZERO);
        assertThat(rate.turn(1)).isEqualTo(Duration.ZERO);
        assertThat(rate.turn(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(rate.turn(1)).isEqualTo(Duration.ofSeconds(1));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(rate.turn(1)).isEqualTo(Duration.ZERO);
    }
}
