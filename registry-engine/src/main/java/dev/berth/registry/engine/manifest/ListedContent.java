package dev.berth.registry.engine.manifest;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Platform;
import java.util.List;
import java.util.Optional;

/**
 * A descriptor of a manifest.
 *
 * @param urls the addresses from which clients may fetch the content
 * @param elsewhere true when its content may be fetched from another host, so that the registry need not have it (OCI
 *     Image Specification, descriptor.md, "urls"; layer.md, "Non-Distributable Layers")
 * @param platform its platform, if an index gives one
 */
public record ListedContent(Descriptor descriptor, List<String> urls, boolean elsewhere, Optional<Platform> platform) {

    /** Copies the addresses. */
    public ListedContent {
        urls = List.copyOf(urls);
    }
}
