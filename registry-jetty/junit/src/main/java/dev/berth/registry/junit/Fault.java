package dev.berth.registry.junit;

import java.time.Duration;

/** A disturbance of an answer. */
sealed interface Fault {

    /** Waits before the request is processed. */
    record Delay(Duration time) implements Fault {}

    /** Gives this status without processing the request. */
    record Status(int code) implements Fault {}

    /** Breaks the connection after so many bytes of the body; at zero before the request is processed. */
    record Break(long bytes) implements Fault {}

    /** Changes the first byte of the body, so that it does not have its digest. */
    record Corruption() implements Fault {}
}
