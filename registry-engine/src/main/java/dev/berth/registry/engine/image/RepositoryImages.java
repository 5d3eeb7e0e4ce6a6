package dev.berth.registry.engine.image;

import dev.berth.registry.Blob;
import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.MountSource;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The images of a repository. Blobs that come from another repository of the same registry are mounted. Safe for use by
 * any number of threads.
 */
public record RepositoryImages(Registry registry, RepositoryName repository) implements ImageSource, ImageTarget {
    private static final int PAGE = 1_000;

    /** Refuses null. */
    public RepositoryImages {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(repository, "repository");
    }

    @Override
    public Optional<Manifest> find(Reference reference) {
        return registry.manifests().find(repository, reference);
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return registry.blobs().find(repository, digest).map(RepositoryImages::content);
    }

    private static InputStream content(Blob blob) {
        return Channels.newInputStream(blob.open(ByteRange.whole(blob.size())).channel());
    }

    @Override
    public List<Digest> referrers(Digest subject) {
        List<Digest> referrers = new ArrayList<>();
        Optional<String> last = Optional.empty();
        do {
            ReferrersRequest request = new ReferrersRequest(Optional.empty(), new PageRequest(PAGE, last));
            Page<Descriptor> page = registry.manifests().referrers(repository, subject, request);
            page.items().forEach(referrer -> referrers.add(referrer.digest()));
            last = page.next(referrer -> referrer.digest().toString());
        } while (last.isPresent());
        return referrers;
    }

    @Override
    public boolean contains(Digest blob) {
        return registry.blobs().confirm(repository, blob).isPresent();
    }

    @Override
    public boolean mount(Digest blob, ImageSource source) {
        return source instanceof RepositoryImages other
                && other.registry.equals(registry)
                && registry.uploads().mount(repository, blob, new MountSource.From(other.repository));
    }

    @Override
    public void push(Digest blob, InputStream content) {
        registry.uploads().push(repository, blob, content);
    }

    /**
     * Stores a blob whose digest is not known yet, and computes it from the bytes. Reads {@code content} to its end or
     * to the first failure; the caller closes it.
     *
     * @throws RegistryException as {@link dev.berth.registry.Uploads#append} does; nothing is kept then
     */
    public Digest push(InputStream content) {
        MessageDigest computation = DigestAlgorithm.SHA256.newMessageDigest();
        UploadId upload =
                registry.uploads().start(repository, DigestAlgorithm.SHA256).id();
        try {
            Chunk bytes = Chunk.stream(new DigestInputStream(content, computation));
            registry.uploads().append(repository, upload, bytes);
            Digest digest = Digest.of(DigestAlgorithm.SHA256, computation.digest());
            registry.uploads().finish(repository, upload, digest, Chunk.empty());
            return digest;
        } catch (RegistryException e) {
            cancel(upload, e);
            throw e;
        }
    }

    private void cancel(UploadId upload, RegistryException failure) {
        try {
            registry.uploads().cancel(repository, upload);
        } catch (RegistryException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Sets a tag to a manifest that the repository has.
     *
     * @throws RegistryException MANIFEST_UNKNOWN when it has none with this tag or digest, DENIED as {@link
     *     dev.berth.registry.Manifests#put} does
     */
    public Digest tag(Reference reference, Tag tag) {
        Manifest manifest = find(reference)
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.MANIFEST_UNKNOWN,
                        "repository " + repository + " has no manifest " + reference + " to tag",
                        Map.of("reference", reference.toString())));
        publish(manifest, Optional.of(tag));
        return manifest.digest();
    }

    @Override
    public void push(Manifest manifest) {
        publish(manifest, Optional.empty());
    }

    @Override
    public void publish(Manifest manifest, Optional<Tag> tag) {
        ManifestPush push = new ManifestPush(
                manifest.digest(), tag.stream().toList(), Optional.of(manifest.mediaType()), manifest.content());
        registry.manifests().put(repository, push);
    }
}
