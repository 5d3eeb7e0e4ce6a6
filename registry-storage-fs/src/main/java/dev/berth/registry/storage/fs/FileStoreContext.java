package dev.berth.registry.storage.fs;

/** The components shared by a store and its writers: its paths and its durability. */
record FileStoreContext(KeyPaths paths, Directories directories, FileFailures failures, boolean durable) {}
