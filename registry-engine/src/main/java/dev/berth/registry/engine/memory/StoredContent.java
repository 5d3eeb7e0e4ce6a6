package dev.berth.registry.engine.memory;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;

/**
 * The blob of a digest, be there a repository that has it or not.
 *
 * @param holders the repositories that have it, by name
 */
record StoredContent(long size, StorageKey key, SortedRows<RepositoryName> holders) {}
