package dev.berth.registry.engine.manifest;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Platform;
import java.util.Optional;

/**
 * A descriptor as it stands in a manifest.
 *
 * @param elsewhere whether its content may be fetched from somewhere else, so that the registry need not have it (OCI
 *     Image Specification, descriptor.md, "urls"; layer.md, "Non-Distributable Layers")
 * @param platform what it runs on, when an index says so
 */
public record ListedContent(Descriptor descriptor, boolean elsewhere, Optional<Platform> platform) {}
