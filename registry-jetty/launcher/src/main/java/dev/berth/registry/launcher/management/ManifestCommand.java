package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry manifest}. */
@Command(
        name = "manifest",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "List manifests, and undelete deleted ones.")
public final class ManifestCommand {}
