package dev.berth.registry.junit;

import dev.berth.registry.Registry;
import java.net.URI;
import java.util.Objects;

/**
 * A registry that listens for the time of a test class.
 *
 * @param uri its address, {@code http://127.0.0.1:41234} for example
 * @param registry the same registry as a Java interface, for preparation and inspection without HTTP
 */
public record RunningRegistry(URI uri, Registry registry) {

    /** Refuses null. */
    public RunningRegistry {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(registry, "registry");
    }

    /** Host and port as image references have them, {@code 127.0.0.1:41234} for example. */
    public String address() {
        return uri.getAuthority();
    }

    /** A full image reference, {@code 127.0.0.1:41234/library/alpine:3} for {@code library/alpine:3}. */
    public String image(String nameAndTag) {
        return address() + "/" + nameAndTag;
    }
}
