package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry database}. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Manage the database.")
public final class DatabaseCommand {}
