package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry tag}. */
@Command(
        name = "tag",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "List, delete and undelete tags.")
public final class TagCommand {}
