package dev.berth.registry.storage.fs;

/** The parts shared by a store and its writers: the paths of files, and the way to write them. */
record FileStoreContext(Root root, KeyPaths paths, Directories directories, FileFailures failures, boolean durable) {}
