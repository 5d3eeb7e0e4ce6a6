package dev.berth.registry.engine;

import dev.berth.registry.Administration;
import dev.berth.registry.Blobs;
import dev.berth.registry.Catalog;
import dev.berth.registry.Insights;
import dev.berth.registry.Manifests;
import dev.berth.registry.Registry;
import dev.berth.registry.Tags;
import dev.berth.registry.Uploads;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.IdGenerator;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.upload.BufferPool;
import dev.berth.registry.engine.upload.LostBlobs;
import dev.berth.registry.engine.upload.UploadMemory;
import dev.berth.registry.engine.upload.UploadObjects;
import dev.berth.registry.event.Origin;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.insight.UsageRecorder;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A registry over a metadata store and a blob store. It does not close them. Any number of engines, in this process or
 * others, may share them. Safe for use by any number of threads; calls block.
 */
public final class RegistryEngine implements Registry {
    private final EngineComponents parts;
    private final RequestEvents requestEvents;
    private final Catalog catalog;
    private final Tags tags;
    private final Manifests manifests;
    private final Blobs blobs;
    private final Uploads uploads;
    private final Insights insights;
    private final Administration administration;

    private RegistryEngine(EngineComponents parts, RequestEvents requestEvents) {
        this.parts = parts;
        this.requestEvents = requestEvents;
        catalog = new EngineCatalog(new VisibleRepositories(parts.metadata().repositories()));
        tags = parts.tags(requestEvents);
        manifests = parts.manifests(requestEvents);
        blobs = parts.blobs(requestEvents);
        uploads = parts.uploads(requestEvents);
        insights = parts.insights();
        administration = parts.administration(requestEvents);
    }

    /** A registry with the defaults over these stores, which the caller closes. */
    public static RegistryEngine over(MetadataStore metadata, BlobStore storage) {
        return builder().build(metadata, storage);
    }

    /**
     * A builder that holds the defaults: the system's clock, a secure random generator, {@link EngineConfig#defaults}.
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public Tags tags() {
        return tags;
    }

    @Override
    public Manifests manifests() {
        return manifests;
    }

    @Override
    public Blobs blobs() {
        return blobs;
    }

    @Override
    public Uploads uploads() {
        return uploads;
    }

    @Override
    public Administration administration() {
        return administration;
    }

    @Override
    public Insights insights() {
        return insights;
    }

    /** The cache of small blobs in memory; empty where the configuration has none. */
    public Optional<CacheStatus> blobCache() {
        return parts.storage() instanceof SmallBlobCache cache ? Optional.of(cache.status()) : Optional.empty();
    }

    @Override
    public Registry within(Supplier<Origin> request) {
        RequestEvents recording = requestEvents.within(request);
        return recording.equals(requestEvents) ? this : new RegistryEngine(parts, recording);
    }

    /** Builds a registry. Not safe for use by several threads. */
    public static final class Builder {
        private EngineConfig config = EngineConfig.defaults();
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private EventPublisher publisher = EventPublisher.NONE;
        private UsageRecorder usage = UsageRecorder.NONE;

        private Builder() {}

        /** Sets the configuration. */
        public Builder config(EngineConfig limits) {
            config = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** Sets the clock, which is that of the metadata store. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Sets the source of randomness for unguessable ids; used by several threads at once. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Sets the publisher of events; none by default. */
        public Builder publisher(EventPublisher eventPublisher) {
            publisher = Objects.requireNonNull(eventPublisher, "eventPublisher");
            return this;
        }

        /** Sets the recorder of pulls and pushes; none by default. */
        public Builder usage(UsageRecorder recorder) {
            usage = Objects.requireNonNull(recorder, "recorder");
            return this;
        }

        /** A registry over these stores, which the caller closes. */
        public RegistryEngine build(MetadataStore metadata, BlobStore storage) {
            IdGenerator names = new IdGenerator(random, clock);
            RequestEvents requestEvents = new RequestEvents(publisher, names, clock, () -> Origin.UNKNOWN);
            return new RegistryEngine(parts(metadata, storage, names), requestEvents);
        }

        private EngineComponents parts(MetadataStore metadata, BlobStore storage, IdGenerator names) {
            return new EngineComponents(
                    metadata,
                    cached(storage),
                    new ManifestReader(config.descriptorLimit(), config.acceptedUrls()),
                    names,
                    new UploadMemory(config.uploadsInMemory(), clock),
                    new UploadObjects(storage, new BufferPool(config.uploadBuffers()), config.blobLimit()),
                    new LostBlobs(storage, metadata.lostBlobs()),
                    usage,
                    new EnginePolicy(config, clock));
        }

        private BlobStore cached(BlobStore storage) {
            return config.blobCacheBytes() == 0 ? storage : new SmallBlobCache(storage, config.blobCacheBytes());
        }
    }
}
