package dev.berth.registry.launcher;

import picocli.CommandLine.Command;

/** {@code registry storage}. */
@Command(
        name = "storage",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Check the content in storage.")
final class StorageCommand {}
