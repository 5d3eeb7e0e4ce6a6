package dev.berth.registry.examples.soak;

import java.time.Duration;

/**
 * The load and its length.
 *
 * @param repositories their number, each with ten tags
 * @param pushes images a second
 * @param reads manifests a second; one time in two a layer is read too
 * @param intervals the number of lines of figures
 * @param interval the time between two lines
 */
record Plan(int repositories, int pushes, int reads, int intervals, Duration interval) {
    private static final int REPOSITORIES_A_PUSH = 8;

    /** With so few repositories that all tags have an image after some minutes. */
    static Plan ofMinutes(int minutes, int pushes, int reads) {
        return new Plan(REPOSITORIES_A_PUSH * pushes, pushes, reads, minutes, Duration.ofMinutes(1));
    }
}
