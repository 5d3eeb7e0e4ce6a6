package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry gc}. */
@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Looks at garbage collection, which a server does all the time.")
public final class GcCommand {}
