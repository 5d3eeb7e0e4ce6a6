package dev.berth.registry.engine.image;

import dev.berth.registry.RegistryException;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A place that images are copied from.
 *
 * <p>Methods throw {@link IOException} when files cannot be read and {@link RegistryException} for the errors of a
 * registry.
 */
public interface ImageSource {

    /** A manifest by tag or digest; empty when there is none. */
    Optional<Manifest> find(Reference reference) throws IOException;

    /** Opens a blob, which the caller closes; empty when there is none. */
    Optional<InputStream> open(Digest blob) throws IOException;

    /** The manifests whose subject is {@code subject} (OCI Image Specification, manifest.md, "subject"). */
    List<Digest> referrers(Digest subject) throws IOException;
}
