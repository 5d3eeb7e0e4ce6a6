package dev.berth.registry.engine.image;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.Tag;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Copies images with everything that they list: every platform, config and layer. Content that the target has is not
 * copied again, so a copy that failed is continued by another one. Layers that are to be fetched from another host are
 * copied if the source has them. Safe for use by any number of threads if source and target are.
 */
public final class ImageCopy {
    private final ImageSource source;
    private final ImageTarget target;
    private final boolean referrers;

    private ImageCopy(ImageSource source, ImageTarget target, boolean referrers) {
        this.source = Objects.requireNonNull(source, "source");
        this.target = Objects.requireNonNull(target, "target");
        this.referrers = referrers;
    }

    /** A copy from one place to another, without referrers. */
    public static ImageCopy between(ImageSource source, ImageTarget target) {
        return new ImageCopy(source, target, false);
    }

    /** The same with the referrers of each copied manifest: signatures, attestations, SBOMs. */
    public ImageCopy withReferrers() {
        return new ImageCopy(source, target, true);
    }

    /** Copies the image with this tag or digest. A tag names it in the target too. */
    public CopiedImage copy(Reference reference) throws IOException {
        return copy(reference, reference instanceof Tag tag ? Optional.of(tag) : Optional.empty());
    }

    /**
     * Copies the image with this tag or digest.
     *
     * @param tag its tag in the target, if any
     * @throws RegistryException MANIFEST_UNKNOWN when the source has no such image, MANIFEST_INVALID and
     *     DIGEST_INVALID when its content is broken, MANIFEST_BLOB_UNKNOWN when a part of it is missing
     */
    public CopiedImage copy(Reference reference, Optional<Tag> tag) throws IOException {
        Manifest manifest = source.find(reference).orElseThrow(() -> unknown(reference));
        ContentCopy content = new ContentCopy(source, target, referrers);
        content.publish(manifest, tag);
        return content.result(manifest.digest());
    }

    private static RegistryException unknown(Reference reference) {
        String name = reference instanceof Digest digest ? digest.toString() : "tag " + reference;
        return new RegistryException(
                ErrorCode.MANIFEST_UNKNOWN,
                "there is no manifest with " + name + " to copy",
                Map.of("reference", reference.toString()));
    }
}
