package dev.berth.registry.storage.fs;

/** What a store and its writers share: where files are, and how they are kept. */
record FileStoreContext(Root root, KeyPaths paths, Directories directories, FileFailures failures, boolean durable) {}
