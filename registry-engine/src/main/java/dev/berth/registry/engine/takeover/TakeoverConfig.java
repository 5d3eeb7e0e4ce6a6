package dev.berth.registry.engine.takeover;

import java.time.Duration;

/**
 * The bounds of a takeover on a node.
 *
 * @param longestWait the longest wait of a request for the import of its repository
 * @param lease the time after which another node continues the import of a node that was killed
 * @param threads the number of repositories imported at a time
 * @param rest the time between two looks at repositories that other nodes import
 */
record TakeoverConfig(Duration longestWait, Duration lease, int threads, Duration rest) {
    static final TakeoverConfig DEFAULT =
            new TakeoverConfig(Duration.ofSeconds(10), Duration.ofSeconds(30), 4, Duration.ofSeconds(1));
}
