package dev.berth.registry.reporting;

/**
 * Receives each failure of a request or of background work once. Implementations neither block nor throw, and bound
 * what they keep and send: when a database is away, every request fails. Safe for use by any number of threads.
 */
public interface FailureReporter {
    /** Reports nothing. */
    FailureReporter NONE = failure -> {};

    /** A failure happened; it is in the log as well. */
    void report(ReportedFailure failure);
}
