package dev.berth.registry.spi.migration;

/** The state of a repository of the source in a takeover, from the view of a claimant. */
public enum TakeoverClaim {
    /** The source has no recorded repository of this name. */
    UNKNOWN,
    /** Its last import is finished: the database alone has its state. */
    FINISHED,
    /** The claimant imports it. */
    GRANTED,
    /** Another claimant imports it. */
    HELD
}
