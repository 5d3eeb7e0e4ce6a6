package dev.berth.registry.engine;

import dev.berth.registry.Blobs;
import dev.berth.registry.Catalog;
import dev.berth.registry.Manifests;
import dev.berth.registry.Registry;
import dev.berth.registry.Tags;
import dev.berth.registry.Uploads;
import dev.berth.registry.event.Origin;
import dev.berth.registry.spi.Audience;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.MetadataStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A registry over a metadata store and a blob store. It borrows both: who opened them closes them, and any number of
 * engines, in this process or others, may share them. Safe for use by any number of threads; calls block.
 */
public final class RegistryEngine implements Registry {
    private final EngineParts parts;
    private final Announcer announcer;
    private final Catalog catalog;
    private final Tags tags;
    private final Manifests manifests;
    private final Blobs blobs;
    private final Uploads uploads;

    private RegistryEngine(EngineParts parts, Announcer announcer) {
        this.parts = parts;
        this.announcer = announcer;
        catalog = new EngineCatalog(parts.metadata().repositories());
        tags = parts.tags(announcer);
        manifests = parts.manifests(announcer);
        blobs = parts.blobs(announcer);
        uploads = parts.uploads(announcer);
    }

    /** A registry with the defaults over these stores, which stay the caller's to close. */
    public static RegistryEngine over(MetadataStore metadata, BlobStore storage) {
        return builder().build(metadata, storage);
    }

    /** A builder that holds the defaults: the system's clock, a secure random generator, {@link EngineConfig#defaults}. */
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
    public Registry within(Supplier<Origin> request) {
        Announcer telling = announcer.within(request);
        return telling.equals(announcer) ? this : new RegistryEngine(parts, telling);
    }

    /** Collects what a registry is made of. Not safe for use by several threads. */
    public static final class Builder {
        private EngineConfig config = EngineConfig.defaults();
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private Audience audience = Audience.NOBODY;

        private Builder() {}

        /** What it allows. */
        public Builder config(EngineConfig limits) {
            config = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** What time it is; the clock of the metadata store. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Where names that nobody may guess come from; used by several threads at once. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Who is told what happens; nobody if not set. */
        public Builder audience(Audience told) {
            audience = Objects.requireNonNull(told, "told");
            return this;
        }

        /** A registry over these stores, which stay the caller's to close. */
        public RegistryEngine build(MetadataStore metadata, BlobStore storage) {
            FreshNames names = new FreshNames(random, clock);
            Announcer announcer = new Announcer(audience, names, clock, () -> Origin.UNKNOWN);
            return new RegistryEngine(parts(metadata, storage, names), announcer);
        }

        private EngineParts parts(MetadataStore metadata, BlobStore storage, FreshNames names) {
            UploadRows rows = new UploadRows(metadata.uploads(), storage.refusesAtOnce());
            return new EngineParts(
                    metadata,
                    cached(storage),
                    new ManifestReader(config.descriptorLimit()),
                    names,
                    new UploadMemory(config.uploadsInMemory(), clock),
                    rows,
                    new UploadBytes(storage, new BufferPool(config.uploadBuffers()), rows, config.blobLimit()),
                    new LostBlobs(storage),
                    new Rules(config, clock));
        }

        private BlobStore cached(BlobStore storage) {
            return config.blobCacheBytes() == 0 ? storage : new SmallBlobCache(storage, config.blobCacheBytes());
        }
    }
}
