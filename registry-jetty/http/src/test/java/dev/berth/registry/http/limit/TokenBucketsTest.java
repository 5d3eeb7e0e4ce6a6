package dev.berth.registry.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three at once, and then one in ten seconds. */
class TokenBucketsTest {
    private static final RateLimit LIMIT = new RateLimit(6, Duration.ofMinutes(1), 3);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final TokenBuckets buckets = new TokenBuckets(LIMIT, 7, nanos::get);

    @Test
    void letsABurstThroughAndThenTheRate() {
        assertThat(taken(1, 10)).isEqualTo(3);
        assertThat(buckets.take(1)).isEqualTo(Duration.ofSeconds(10));
        pass(4);
        assertThat(buckets.take(1)).isEqualTo(Duration.ofSeconds(6));
        pass(6);
        assertThat(taken(1, 10)).isEqualTo(1);
        pass(3_600);
        assertThat(taken(1, 10)).isEqualTo(3);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        assertThat(taken(1, 1_000)).isEqualTo(3);
        pass(10);
        assertThat(taken(1, 10)).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        IntStream.range(0, 10).forEach(i -> {
            assertThat(buckets.take(1)).isEqualTo(Duration.ZERO);
            buckets.giveBack(1);
        });
        assertThat(taken(1, 10)).isEqualTo(3);
        buckets.giveBack(2);
        assertThat(taken(2, 10)).isEqualTo(3);
    }

    @Test
    void clientsDoNotShare() {
        assertThat(taken(1, 10)).isEqualTo(3);
        assertThat(taken(2, 10)).isEqualTo(3);
    }

    @Test
    void crowdDoesNotMakeItForgetWhoOverdoesIt() {
        assertThat(taken(1, 10)).isEqualTo(3);
        LongStream.range(2, 1_000_000).forEach(buckets::take);
        assertThat(buckets.take(1)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void fullBucketsMakeRoomFirst() {
        LongStream.range(2, 1_000_000).forEach(buckets::take);
        pass(3_600);
        assertThat(taken(1, 10)).isEqualTo(3);
        LongStream.range(2, 20_000).forEach(buckets::take);
        assertThat(buckets.take(1)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void countsRightWhenManyCountAtOnce() {
        AtomicInteger through = new AtomicInteger();
        TokenBuckets wide = new TokenBuckets(new RateLimit(1, Duration.ofDays(1), 5_000), 7, nanos::get);
        IntStream.range(0, 40_000).parallel().forEach(i -> {
            if (wide.take(i % 4).isZero()) {
                through.incrementAndGet();
            }
        });
        assertThat(through).hasValue(4 * 5_000);
    }

    @Test
    void theGreatestLimitsDoNotOverflow() {
        TokenBuckets great = new TokenBuckets(new RateLimit(1, Duration.ofDays(1), 1_000_000_000), 7, nanos::get);
        IntStream.range(0, 1_000).forEach(i -> assertThat(great.take(1)).isEqualTo(Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S, 1", "1, PT0S, 1", "1, P2D, 1", "1, PT1S, 0", "1, PT-1S, 1"})
    void refusesWhatCannotBeCounted(int rate, Duration period, int burst) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(rate, period, burst));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8::1, 2001:db8::ffff:1:2:3, true",
        "2001:db8::1, 2001:db8:0:1::1, false"
    })
    void addressesAreClientsByNetworkOfIpv6(String one, String other, boolean same) throws UnknownHostException {
        boolean isSame = ClientKey.of(InetAddress.getByName(one)) == ClientKey.of(InetAddress.getByName(other));
        assertThat(isSame).isEqualTo(same);
    }

    private int taken(long client, int tries) {
        return (int) IntStream.range(0, tries)
                .filter(i -> buckets.take(client).isZero())
                .count();
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
