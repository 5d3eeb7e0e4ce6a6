package dev.berth.registry.engine.upload;

import dev.berth.registry.model.Deadline;
import java.time.Duration;

/** Tidying up after a request, which has a little time even when the request has used up its own. */
final class Cleanup {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Cleanup() {}

    static <T, E extends Exception> T of(Deadline.Work<T, E> work) throws E {
        return Deadline.in(LONGEST).call(work);
    }
}
