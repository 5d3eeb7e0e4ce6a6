package dev.berth.registry.engine.image;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.manifest.ReadManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One copy: each manifest after what it lists, each content once. For one thread. */
final class ContentCopy {
    private static final int MOST_DESCRIPTORS = 10_000;
    private static final int MOST_MANIFESTS = 100_000;
    private static final int DEEPEST = 100;
    private static final Set<MediaType> MANIFESTS = Set.of(
            MediaType.OCI_MANIFEST, MediaType.OCI_INDEX, MediaType.DOCKER_MANIFEST, MediaType.DOCKER_MANIFEST_LIST);

    private final ManifestReader reader = new ManifestReader(MOST_DESCRIPTORS);
    private final Set<Digest> done = new HashSet<>();
    private final ImageSource source;
    private final ImageTarget target;
    private final boolean referrers;
    private int manifests;
    private int blobs;
    private long bytes;

    ContentCopy(ImageSource source, ImageTarget target, boolean referrers) {
        this.source = source;
        this.target = target;
        this.referrers = referrers;
    }

    CopiedImage result(Digest digest) {
        return new CopiedImage(digest, manifests, blobs, bytes);
    }

    void publish(Manifest manifest, Optional<Tag> tag) throws IOException {
        copyListed(manifest, 1);
        target.publish(manifest, tag);
        copyReferrers(manifest.digest(), 1);
    }

    private void copyListed(Manifest manifest, int depth) throws IOException {
        requireBounds(depth);
        done.add(manifest.digest());
        manifests++;
        ReadManifest read = reader.read(Optional.of(manifest.mediaType()), manifest.content());
        for (ManifestReference reference : read.references()) {
            if (done.add(reference.digest())) {
                copy(reference, depth);
            }
        }
        for (Digest elsewhere : read.elsewhere()) {
            if (done.add(elsewhere)) {
                copyBlob(elsewhere);
            }
        }
    }

    private void requireBounds(int depth) {
        if (depth > DEEPEST || manifests >= MOST_MANIFESTS) {
            throw new RegistryException(
                    ErrorCode.MANIFEST_INVALID,
                    "the image has more than " + DEEPEST + " levels or " + MOST_MANIFESTS + " manifests");
        }
    }

    private void copy(ManifestReference reference, int depth) throws IOException {
        Optional<Manifest> listed = mayBeManifest(reference) ? source.find(reference.digest()) : Optional.empty();
        if (listed.isEmpty()) {
            copyBlob(reference.digest());
            return;
        }
        copyListed(listed.get(), depth + 1);
        target.push(listed.get());
        copyReferrers(reference.digest(), depth + 1);
    }

    private static boolean mayBeManifest(ManifestReference reference) {
        return reference.target() == Target.MANIFEST_OR_BLOB
                && reference.mediaType().map(MANIFESTS::contains).orElse(true);
    }

    /** A referrer of a platform's manifest is as much an entry of the target as one of the image. */
    private void copyReferrers(Digest subject, int depth) throws IOException {
        if (!referrers) {
            return;
        }
        for (Digest digest : source.referrers(subject)) {
            Optional<Manifest> referrer = done.contains(digest) ? Optional.empty() : source.find(digest);
            if (referrer.isPresent()) {
                copyListed(referrer.get(), depth + 1);
                target.publish(referrer.get(), Optional.empty());
                copyReferrers(digest, depth + 1);
            }
        }
    }

    /** The target decides whether a manifest may lack content that the source lacks. */
    private void copyBlob(Digest digest) throws IOException {
        if (target.contains(digest) || target.mount(digest, source)) {
            return;
        }
        Optional<InputStream> content = source.open(digest);
        if (content.isPresent()) {
            try (CountedInput counted = new CountedInput(content.get())) {
                target.push(digest, counted);
                blobs++;
                bytes += counted.bytes();
            }
        }
    }
}
