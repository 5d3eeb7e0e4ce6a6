package dev.berth.registry.launcher.image;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry image}. */
@Command(
        name = "image",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Save images to a directory and load them from one. The directory is an OCI image layout.")
public final class ImageCommand {}
