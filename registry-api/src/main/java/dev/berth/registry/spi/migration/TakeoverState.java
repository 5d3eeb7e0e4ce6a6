package dev.berth.registry.spi.migration;

/**
 * The progress of a takeover.
 *
 * @param run the number of its run, by which its findings are read
 * @param listed true when the names of all repositories of the source are recorded
 * @param ended true when all of them are finished
 * @param finished the number of finished repositories
 * @param unfinished the number of recorded repositories that are not finished
 */
public record TakeoverState(long run, boolean listed, boolean ended, long finished, long unfinished) {}
