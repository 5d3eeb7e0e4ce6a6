package dev.berth.registry.engine;

/**
 * The state of a cache.
 *
 * @param hits reads that it answered
 * @param misses reads that it passed on
 * @param bytes the size of its entries
 */
public record CacheStatus(long hits, long misses, long bytes) {}
