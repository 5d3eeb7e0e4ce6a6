package dev.berth.registry.engine.upload;

import dev.berth.registry.MountSource;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.util.List;
import java.util.Optional;

/** Lets a repository have a blob that another one has (OCI Distribution Specification, "Mounting a blob"). */
public final class Mounts {
    private static final int HOLDERS_AT_A_TIME = 100;
    private static final int MAX_HOLDERS = 1_000;

    private final BlobLinkStore links;
    private final LostBlobs lost;
    private final RequestEvents requestEvents;

    public Mounts(BlobLinkStore links, LostBlobs lost, RequestEvents requestEvents) {
        this.links = links;
        this.lost = lost;
        this.requestEvents = requestEvents;
    }

    /** A lost blob is not mounted: its bytes must be pushed. */
    boolean mount(RepositoryName target, Digest digest, MountSource source) throws StoreException {
        if (lost.mayBeLost(digest)) {
            return false;
        }
        if (source instanceof MountSource.From from) {
            return mount(target, from.repository(), digest);
        }
        return mountFromAny(target, digest, (MountSource.Anywhere) source);
    }

    /**
     * A blob of very many repositories is offered from the first of them only: not to find it costs a push, no more.
     */
    private boolean mountFromAny(RepositoryName target, Digest digest, MountSource.Anywhere source)
            throws StoreException {
        Optional<String> last = Optional.empty();
        for (int seen = 0; seen < MAX_HOLDERS; seen += HOLDERS_AT_A_TIME) {
            Page<RepositoryName> holders = links.holders(digest, new PageRequest(HOLDERS_AT_A_TIME, last));
            for (RepositoryName holder : holders.items()) {
                if (source.readable().test(holder) && mount(target, holder, digest)) {
                    return true;
                }
                last = Optional.of(holder.value());
            }
            if (!holders.more()) {
                return false;
            }
        }
        return false;
    }

    private boolean mount(RepositoryName target, RepositoryName source, Digest digest) throws StoreException {
        if (!requestEvents.wants(EventAction.MOUNT)) {
            return mount(target, source, digest, List.of());
        }
        Optional<StoredBlob> blob = links.find(source, digest);
        if (blob.isEmpty()) {
            return false;
        }
        List<NewEvent> events =
                requestEvents.mounted(target, source, digest, blob.get().size());
        boolean mounted = mount(target, source, digest, events);
        requestEvents.recorded(mounted ? events : List.of());
        return mounted;
    }

    private boolean mount(RepositoryName target, RepositoryName source, Digest digest, List<NewEvent> events)
            throws StoreException {
        try {
            return links.mount(target, source, digest, events);
        } catch (StoreException e) {
            if (e.kind() == Kind.UNKNOWN_OUTCOME && links.find(target, digest).isPresent()) {
                return true;
            }
            throw e;
        }
    }
}
