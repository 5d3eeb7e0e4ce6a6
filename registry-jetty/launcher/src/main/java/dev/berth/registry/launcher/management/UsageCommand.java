package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry usage}. */
@Command(
        name = "usage",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Show pulls and pushes. Servers record what they count at usage.flushinterval.")
public final class UsageCommand {}
