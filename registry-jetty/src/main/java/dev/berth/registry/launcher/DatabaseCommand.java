package dev.berth.registry.launcher;

import picocli.CommandLine.Command;

/** {@code registry database}. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Manage the database.")
final class DatabaseCommand {}
