package dev.berth.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.spi.StoreException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Claims about calls that fail. */
public final class Failures {

    private Failures() {}

    public static void assertFails(StoreException.Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind))
                .satisfies(failure -> assertThat(failure.getMessage()).isNotBlank());
    }
}
