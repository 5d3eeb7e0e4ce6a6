package dev.berth.registry.examples.comparison;

/**
 * The result of one operation on one server.
 *
 * @param rate operations in a second
 * @param processorMicros processor time of the server and its database for one operation
 */
record Measurement(String server, Operation operation, double rate, double processorMicros) {}
