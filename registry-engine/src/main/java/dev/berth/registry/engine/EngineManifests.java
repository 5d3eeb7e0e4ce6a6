package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.Manifests;
import dev.berth.registry.PushedManifest;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.insight.UsageRecorder;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds, confirms and removes manifests; {@link ManifestPushes} stores them, {@link Undeletions} brings them back,
 * {@link ReferrersList} lists referrers.
 */
final class EngineManifests implements Manifests {
    private static final Logger LOG = LoggerFactory.getLogger(EngineManifests.class);

    private final ManifestStore manifests;
    private final ManifestPushes pushes;
    private final Undeletions undeletions;
    private final ReferrersList referrers;
    private final ManifestReader reader;
    private final RequestEvents requestEvents;
    private final UsageRecorder usage;
    private final EnginePolicy policy;

    EngineManifests(
            ManifestStore manifests,
            ManifestPushes pushes,
            Undeletions undeletions,
            ReferrersList referrers,
            ManifestReader reader,
            RequestEvents requestEvents,
            UsageRecorder usage,
            EnginePolicy policy) {
        this.manifests = manifests;
        this.pushes = pushes;
        this.undeletions = undeletions;
        this.referrers = referrers;
        this.reader = reader;
        this.requestEvents = requestEvents;
        this.usage = usage;
        this.policy = policy;
    }

    @Override
    public int maxBytes() {
        return policy.config().manifestLimit();
    }

    @Override
    public Optional<Manifest> confirm(RepositoryName repository, Reference reference) {
        Optional<Manifest> manifest = StoreCall.answer(() -> manifests.find(repository, reference))
                .filter(found -> isThere(repository, found))
                .map(StoredManifest::manifest);
        manifest.ifPresent(found -> usage.confirmed(repository, reference, found.digest()));
        return manifest;
    }

    /** Writes a due touch; see {@link EngineBlobs} for the failure of that write. */
    private boolean isThere(RepositoryName repository, StoredManifest found) {
        if (!policy.wantsTouch(found.touched())) {
            return true;
        }
        Digest digest = found.manifest().digest();
        try {
            return manifests.touch(repository, digest);
        } catch (StoreException e) {
            LOG.debug("manifest {} of repository {} was confirmed but not touched", digest, repository, e);
            return true;
        }
    }

    @Override
    public Optional<Manifest> find(RepositoryName repository, Reference reference) {
        Optional<Manifest> manifest =
                StoreCall.answer(() -> manifests.find(repository, reference)).map(StoredManifest::manifest);
        manifest.ifPresent(found -> {
            usage.pulled(repository, reference, found.digest());
            requestEvents.pulled(repository, reference, found);
        });
        return manifest;
    }

    @Override
    public Optional<Manifest> findForPlatform(RepositoryName repository, Manifest index, Platform platform) {
        return reader.children(index).stream()
                .filter(child -> child.platform().filter(platform::equals).isPresent())
                .findFirst()
                .flatMap(child -> find(repository, child.descriptor().digest()));
    }

    @Override
    public PushedManifest put(RepositoryName repository, ManifestPush push) {
        policy.requireWritable();
        return pushes.put(repository, push);
    }

    @Override
    public void delete(RepositoryName repository, Digest digest) {
        policy.requireDeletable();
        List<NewEvent> events = requestEvents.deleted(repository, digest);
        DeleteOutcome outcome = StoreCall.answer(() -> manifests.delete(repository, digest, events));
        switch (outcome) {
            case DELETED -> requestEvents.recorded(events);
            case UNKNOWN ->
                throw refusal(
                        ErrorCode.MANIFEST_UNKNOWN, "repository " + repository + " has no manifest " + digest, digest);
            case REFERENCED ->
                throw refusal(
                        ErrorCode.UNSUPPORTED,
                        "an index of repository " + repository + " lists manifest " + digest,
                        digest);
        }
    }

    @Override
    public Page<Manifest.Deleted> deleted(RepositoryName repository, PageRequest page) {
        return undeletions.manifests(repository, page);
    }

    @Override
    public int undelete(RepositoryName repository, Digest digest) {
        return undeletions.undelete(repository, digest);
    }

    @Override
    public Page<Descriptor> referrers(RepositoryName repository, Digest subject, ReferrersRequest request) {
        return StoreCall.answer(() -> referrers.list(repository, subject, request));
    }

    private static RegistryException refusal(ErrorCode code, String message, Digest digest) {
        return new RegistryException(code, message, Map.of("digest", digest.toString()));
    }
}
