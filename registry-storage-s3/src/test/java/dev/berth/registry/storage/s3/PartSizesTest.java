package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartSizesTest {
    private static final long FIVE_TIB = 5L << 40;

    @Test
    void asManyAsThereMayBeMakeUpTheLargestObject() {
        assertThat(total(PartSizes.LEAST)).isGreaterThanOrEqualTo(FIVE_TIB);
        assertThat(total(10L << 20)).isGreaterThanOrEqualTo(FIVE_TIB);
    }

    @Test
    void stayWithinTheLimitsOfS3() {
        for (long first : new long[] {0, PartSizes.LEAST, 10_000_000, PartSizes.GREATEST}) {
            PartSizes sizes = new PartSizes(first);
            for (int number = 1; number <= PartSizes.MAX_PARTS; number++) {
                assertThat(sizes.of(number)).isBetween(PartSizes.LEAST, PartSizes.GREATEST - PartSizes.LEAST);
                assertThat(sizes.of(number) % PieceBudget.PIECE).isZero();
            }
        }
    }

    @Test
    void stayShortForUsualObjects() {
        assertThat(new PartSizes(10L << 20).of(900)).isEqualTo(10L << 20);
    }

    private static long total(long first) {
        PartSizes sizes = new PartSizes(first);
        return IntStream.rangeClosed(1, PartSizes.MAX_PARTS)
                .mapToLong(sizes::of)
                .sum();
    }
}
