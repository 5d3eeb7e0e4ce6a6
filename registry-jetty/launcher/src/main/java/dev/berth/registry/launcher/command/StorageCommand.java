package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry storage}. */
@Command(
        name = "storage",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Looks at what is stored.")
public final class StorageCommand {}
