package dev.berth.registry.maintenance;

/** Inspection of the server that answers, for its administrators. Safe for use by any number of threads. */
public interface ServerInspection {

    /** Its state, without secrets. Asks the database; a database that does not answer is part of the state. */
    ServerStatus status();
}
