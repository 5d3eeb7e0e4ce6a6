package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry repository}. */
@Command(
        name = "repository",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "List, show, rename and delete repositories.")
public final class RepositoryCommand {}
