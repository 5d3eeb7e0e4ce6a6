package dev.berth.registry.launcher;

import picocli.CommandLine.Command;

/** {@code registry gc}. */
@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Show and run garbage collection. A running server collects continuously.")
final class GcCommand {}
