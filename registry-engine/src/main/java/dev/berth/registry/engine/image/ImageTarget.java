package dev.berth.registry.engine.image;

import dev.berth.registry.RegistryException;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A place that images are copied to. Content is given before what refers to it.
 *
 * <p>Methods throw {@link IOException} when files cannot be written and {@link RegistryException} for the errors of a
 * registry, DIGEST_INVALID among them when bytes have another digest.
 */
public interface ImageTarget {

    /** True when the blob is there. */
    boolean contains(Digest blob) throws IOException;

    /** Takes a blob from {@code source} without reading its bytes; false when that is not possible. */
    default boolean mount(Digest blob, ImageSource source) throws IOException {
        return false;
    }

    /** Stores a blob. Reads {@code content} to its end or to the first failure; the caller closes it. */
    void push(Digest blob, InputStream content) throws IOException;

    /** Stores a manifest that another manifest lists. */
    void push(Manifest manifest) throws IOException;

    /** Stores a manifest that can be found by its digest alone and by its tag, if any. */
    void publish(Manifest manifest, Optional<Tag> tag) throws IOException;
}
