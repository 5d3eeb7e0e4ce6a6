package dev.berth.registry.engine.image;

import dev.berth.registry.Blob;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.MountSource;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.Registry;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
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
