package dev.berth.registry.engine;

import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.model.Problems;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The configuration of a registry: its permissions, limits and memory budgets. Immutable; contains no secret. */
public final class EngineConfig {
    private final Duration reviewDelay;
    private final Duration uploadExpiry;
    private final Optional<String> readOnly;
    private final boolean deletes;
    private final MissingReferences missingReferences;
    private final boolean lenient;
    private final int manifestLimit;
    private final int descriptorLimit;
    private final int tagLimit;
    private final OptionalLong blobLimit;
    private final int uploadsInMemory;
    private final int uploadBuffers;
    private final long blobCacheBytes;
    private final KindTable kinds;
    private final Predicate<String> acceptedUrls;

    private EngineConfig(Builder builder) {
        reviewDelay = builder.reviewDelay;
        uploadExpiry = builder.uploadExpiry;
        readOnly = builder.readOnly;
        deletes = builder.deletes;
        missingReferences = builder.missingReferences;
        lenient = builder.lenient;
        manifestLimit = builder.manifestLimit;
        descriptorLimit = builder.descriptorLimit;
        tagLimit = builder.tagLimit;
        blobLimit = builder.blobLimit;
        uploadsInMemory = builder.uploadsInMemory;
        uploadBuffers = builder.uploadBuffers;
        blobCacheBytes = builder.blobCacheBytes;
        kinds = builder.kinds;
        acceptedUrls = builder.acceptedUrls;
    }

    /** The defaults: every operation is allowed and every reference is required. */
    public static EngineConfig defaults() {
        return builder().build();
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The retention of unreferenced content, as configured for the collector; it determines how often a touch is
     * written.
     */
    public Duration reviewDelay() {
        return reviewDelay;
    }

    /** The time after its start at which an upload expires. */
    public Duration uploadExpiry() {
        return uploadExpiry;
    }

    /** The reason for read-only mode, sent to clients; empty when writing is allowed. */
    public Optional<String> readOnly() {
        return readOnly;
    }

    /** True when clients may delete tags, manifests and blobs. */
    public boolean deletes() {
        return deletes;
    }

    /** The handling of manifests with missing references. */
    public MissingReferences missingReferences() {
        return missingReferences;
    }

    /** True when a manifest is stored even if its descriptors contradict the stored sizes or types. */
    public boolean lenient() {
        return lenient;
    }

    /** The greatest length of a manifest, in bytes. */
    public int manifestLimit() {
        return manifestLimit;
    }

    /** The greatest number of descriptors in a manifest. */
    public int descriptorLimit() {
        return descriptorLimit;
    }

    /** The greatest number of tags that one push sets. */
    public int tagLimit() {
        return tagLimit;
    }

    /** The greatest length of a blob, in bytes; empty when there is none. */
    public OptionalLong blobLimit() {
        return blobLimit;
    }

    /**
     * The number of uploads whose hash state is kept between two requests; other uploads are hashed again at their end.
     */
    public int uploadsInMemory() {
        return uploadsInMemory;
    }

    /** The number of shared upload buffers of 128 KiB; further requests use small buffers. */
    public int uploadBuffers() {
        return uploadBuffers;
    }

    /** The memory budget for small blobs, in bytes; 0 keeps none. */
    public long blobCacheBytes() {
        return blobCacheBytes;
    }

    /** The kinds of artifacts by media type. */
    public KindTable kinds() {
        return kinds;
    }

    /** The addresses that descriptors of pushed manifests may name ({@code urls}), for layers that are elsewhere. */
    public Predicate<String> acceptedUrls() {
        return acceptedUrls;
    }

    @Override
    public String toString() {
        return "EngineConfig[" + "reviewDelay=" + reviewDelay + ", uploadExpiry=" + uploadExpiry + ", readOnly="
                + readOnly + ", deletes=" + deletes + ", missingReferences=" + missingReferences + ", lenient="
                + lenient + ", manifestLimit="
                + manifestLimit
                + ", descriptorLimit=" + descriptorLimit + ", tagLimit=" + tagLimit + ", blobLimit=" + blobLimit
                + ", uploadsInMemory=" + uploadsInMemory + ", uploadBuffers=" + uploadBuffers + ", blobCacheBytes="
                + blobCacheBytes + ", kinds=" + kinds.rules().size() + "]";
    }

    /** Collects settings; {@link #build} checks them. Not safe for use by several threads. */
    public static final class Builder {
        private Duration reviewDelay = Duration.ofHours(24);
        private Duration uploadExpiry = Duration.ofDays(7);
        private Optional<String> readOnly = Optional.empty();
        private boolean deletes = true;
        private MissingReferences missingReferences = MissingReferences.REFUSE;
        private boolean lenient;
        private int manifestLimit = 4 << 20;
        private int descriptorLimit = 10_000;
        private int tagLimit = 100;
        private OptionalLong blobLimit = OptionalLong.empty();
        private int uploadsInMemory = 10_000;
        private int uploadBuffers = 128;
        private long blobCacheBytes = 16 << 20;
        private KindTable kinds = KindTable.defaults();
        private Predicate<String> acceptedUrls = url -> true;

        private Builder() {}

        /** See {@link EngineConfig#reviewDelay}. */
        public Builder reviewDelay(Duration duration) {
            reviewDelay = Objects.requireNonNull(duration, "reviewDelay");
            return this;
        }

        /** See {@link EngineConfig#uploadExpiry}. */
        public Builder uploadExpiry(Duration duration) {
            uploadExpiry = Objects.requireNonNull(duration, "uploadExpiry");
            return this;
        }

        /** Enables read-only mode with this reason. */
        public Builder readOnly(String reason) {
            readOnly = Optional.of(reason);
            return this;
        }

        /** See {@link EngineConfig#deletes}. */
        public Builder deletes(boolean allowed) {
            deletes = allowed;
            return this;
        }

        /** See {@link EngineConfig#missingReferences}. */
        public Builder missingReferences(MissingReferences treatment) {
            missingReferences = Objects.requireNonNull(treatment, "missingReferences");
            return this;
        }

        /** See {@link EngineConfig#lenient}. */
        public Builder lenient(boolean tolerated) {
            lenient = tolerated;
            return this;
        }

        /** See {@link EngineConfig#manifestLimit}. */
        public Builder manifestLimit(int number) {
            manifestLimit = number;
            return this;
        }

        /** See {@link EngineConfig#descriptorLimit}. */
        public Builder descriptorLimit(int number) {
            descriptorLimit = number;
            return this;
        }

        /** See {@link EngineConfig#tagLimit}. */
        public Builder tagLimit(int number) {
            tagLimit = number;
            return this;
        }

        /** See {@link EngineConfig#blobLimit}. */
        public Builder blobLimit(long bytes) {
            blobLimit = OptionalLong.of(bytes);
            return this;
        }

        /** See {@link EngineConfig#uploadsInMemory}. */
        public Builder uploadsInMemory(int number) {
            uploadsInMemory = number;
            return this;
        }

        /** See {@link EngineConfig#uploadBuffers}. */
        public Builder uploadBuffers(int number) {
            uploadBuffers = number;
            return this;
        }

        /** See {@link EngineConfig#blobCacheBytes}. */
        public Builder blobCacheBytes(long bytes) {
            blobCacheBytes = bytes;
            return this;
        }

        /** See {@link EngineConfig#kinds}. */
        public Builder kinds(KindTable table) {
            kinds = Objects.requireNonNull(table, "kinds");
            return this;
        }

        /** See {@link EngineConfig#acceptedUrls}; all by default. */
        public Builder acceptedUrls(Predicate<String> accepted) {
            acceptedUrls = Objects.requireNonNull(accepted, "acceptedUrls");
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException naming every invalid setting
         */
        public EngineConfig build() {
            Problems problems = new Problems();
            problems.require(!reviewDelay.isNegative(), "reviewDelay is negative");
            problems.require(uploadExpiry.toSeconds() > 0, "uploadExpiry is less than a second");
            problems.require(manifestLimit > 0, "manifestLimit is not positive");
            problems.require(descriptorLimit > 0, "descriptorLimit is not positive");
            problems.require(tagLimit >= 10, "tagLimit is less than 10");
            problems.require(blobLimit.orElse(0) >= 0, "blobLimit is negative");
            problems.require(uploadsInMemory >= 0, "uploadsInMemory is negative");
            problems.require(uploadBuffers >= 0, "uploadBuffers is negative");
            problems.require(blobCacheBytes >= 0, "blobCacheBytes is negative");
            problems.refuse();
            return new EngineConfig(this);
        }
    }
}
