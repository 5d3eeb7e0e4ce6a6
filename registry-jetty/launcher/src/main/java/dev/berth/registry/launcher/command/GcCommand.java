package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry gc}. */
@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Show and run garbage collection. A running server collects continuously.")
public final class GcCommand {}
