package dev.berth.registry.engine;

import dev.berth.registry.Blobs;
import dev.berth.registry.Catalog;
import dev.berth.registry.Manifests;
import dev.berth.registry.Registry;
import dev.berth.registry.Tags;
import dev.berth.registry.Uploads;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.MetadataStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * A registry over a metadata store and a blob store. It borrows both: who opened them closes them, and any number of
 * engines, in this process or others, may share them. Safe for use by any number of threads; calls block.
 */
public final class RegistryEngine implements Registry {
    private final Catalog catalog;
    private final Tags tags;
    private final Manifests manifests;
    private final Blobs blobs;
    private final Uploads uploads;

    private RegistryEngine(MetadataStore metadata, BlobStore storage, Builder builder) {
        EngineConfig config = builder.config;
        Rules rules = new Rules(config, builder.clock);
        ManifestReader reader = new ManifestReader(config.descriptorLimit());
        ManifestPushes pushes = new ManifestPushes(metadata.manifests(), metadata.blobLinks(), reader, rules);
        ReferrersList referrers = new ReferrersList(metadata.manifests(), reader);
        catalog = new EngineCatalog(metadata.repositories());
        tags = new EngineTags(metadata.tags(), rules);
        manifests = new EngineManifests(metadata.manifests(), pushes, referrers, reader, rules);
        blobs = new EngineBlobs(metadata.blobLinks(), cached(storage, config), rules);
        uploads = uploads(metadata, storage, builder, rules);
    }

    private static BlobStore cached(BlobStore storage, EngineConfig config) {
        return config.blobCacheBytes() == 0 ? storage : new SmallBlobCache(storage, config.blobCacheBytes());
    }

    private static Uploads uploads(MetadataStore metadata, BlobStore storage, Builder builder, Rules rules) {
        EngineConfig config = builder.config;
        UploadRows rows = new UploadRows(metadata.uploads(), storage.refusesAtOnce());
        UploadBytes bytes = new UploadBytes(storage, new BufferPool(config.uploadBuffers()), rows, config.blobLimit());
        return new EngineUploads(
                metadata.uploads(),
                new UploadMemory(config.uploadsInMemory(), builder.clock),
                rows,
                bytes,
                new UploadFinishes(metadata, rows, bytes),
                new Mounts(metadata.blobLinks()),
                new FreshNames(builder.random, builder.clock),
                rules);
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

    /** Collects what a registry is made of. Not safe for use by several threads. */
    public static final class Builder {
        private EngineConfig config = EngineConfig.defaults();
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();

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

        /** A registry over these stores, which stay the caller's to close. */
        public RegistryEngine build(MetadataStore metadata, BlobStore storage) {
            return new RegistryEngine(metadata, storage, this);
        }
    }
}
