package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry storage}. */
@Command(
        name = "storage",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Check the content in storage and its owner.")
public final class StorageCommand {}
