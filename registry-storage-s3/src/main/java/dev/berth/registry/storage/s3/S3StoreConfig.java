package dev.berth.registry.storage.s3;

import dev.berth.registry.model.Problems;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The configuration of an {@link S3BlobStore}. */
public final class S3StoreConfig {
    private final Builder values;

    private S3StoreConfig(Builder values) {
        this.values = values;
    }

    /** A builder for an existing bucket. */
    public static Builder builder(String bucket) {
        return new Builder(bucket);
    }

    /** The bucket. */
    public String bucket() {
        return values.bucket;
    }

    /** The prefix of all object names. */
    public String rootDirectory() {
        return values.rootDirectory;
    }

    /** Length of the first parts, in bytes. */
    public long chunkSize() {
        return values.chunkSize;
    }

    /** The memory all unfinished parts may take together, in bytes. */
    public long bufferMemory() {
        return values.bufferMemory;
    }

    /** The directory for unfinished parts that exceed the memory. */
    public Path spoolDirectory() {
        return values.spoolDirectory;
    }

    /** The storage class of new objects; empty for the bucket's own. */
    public Optional<String> storageClass() {
        return values.storageClass;
    }

    /** The canned ACL of new objects; empty for the bucket's own. */
    public Optional<String> objectAcl() {
        return values.objectAcl;
    }

    /** True when the store encrypts new objects. */
    public boolean encrypt() {
        return values.encrypt;
    }

    /** The KMS key to encrypt with; empty for the store's own. */
    public Optional<String> keyId() {
        return values.keyId;
    }

    /** The checksum of requests. */
    public S3Checksum checksum() {
        return values.checksum;
    }

    /** True when the store supports conditional writes ({@code If-None-Match}). */
    public boolean conditionalWrites() {
        return values.conditionalWrites;
    }

    /** The number of retries of a request. */
    public int maxRetries() {
        return values.maxRetries;
    }

    /** The greatest number of requests per second; empty for no limit. */
    public OptionalInt maxRequestsPerSecond() {
        return values.maxRequestsPerSecond;
    }

    @Override
    public String toString() {
        return "S3StoreConfig[bucket=" + values.bucket + ", rootDirectory=" + values.rootDirectory + ", chunkSize="
                + values.chunkSize + ", bufferMemory=" + values.bufferMemory + ", spoolDirectory="
                + values.spoolDirectory + ", storageClass=" + values.storageClass.orElse("default") + ", objectAcl="
                + values.objectAcl.orElse("default") + ", encrypt=" + values.encrypt + ", checksum=" + values.checksum
                + ", conditionalWrites=" + values.conditionalWrites + ", maxRetries=" + values.maxRetries + "]";
    }

    /** Builds the configuration. Not safe for use by several threads. */
    public static final class Builder {
        private final String bucket;
        private String rootDirectory = "";
        private long chunkSize = 10L << 20;
        private long bufferMemory = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);
        private Path spoolDirectory = Path.of(System.getProperty("java.io.tmpdir"));
        private Optional<String> storageClass = Optional.empty();
        private Optional<String> objectAcl = Optional.empty();
        private boolean encrypt;
        private Optional<String> keyId = Optional.empty();
        private S3Checksum checksum = S3Checksum.CRC32C;
        private boolean conditionalWrites = true;
        private int maxRetries = 5;
        private OptionalInt maxRequestsPerSecond = OptionalInt.empty();

        private Builder(String bucket) {
            this.bucket = Objects.requireNonNull(bucket, "bucket");
        }

        private Builder(Builder other) {
            bucket = other.bucket;
            rootDirectory = other.rootDirectory;
            chunkSize = other.chunkSize;
            bufferMemory = other.bufferMemory;
            spoolDirectory = other.spoolDirectory;
            storageClass = other.storageClass;
            objectAcl = other.objectAcl;
            encrypt = other.encrypt;
            keyId = other.keyId;
            checksum = other.checksum;
            conditionalWrites = other.conditionalWrites;
            maxRetries = other.maxRetries;
            maxRequestsPerSecond = other.maxRequestsPerSecond;
        }

        /**
         * Sets the prefix of all object names; leading and trailing slashes are ignored. Default: the root of the
         * bucket.
         */
        public Builder rootDirectory(String value) {
            rootDirectory = Objects.requireNonNull(value, "rootDirectory");
            return this;
        }

        /** Length of the first parts, in bytes, at least 5 MiB; 10 MiB unless set. Later parts are longer. */
        public Builder chunkSize(long value) {
            chunkSize = value;
            return this;
        }

        /**
         * The memory all unfinished parts may take together, in bytes; a quarter of the heap, at most 256 MiB, unless
         * set. An upload takes up to its part size and 5 MiB more.
         */
        public Builder bufferMemory(long value) {
            bufferMemory = value;
            return this;
        }

        /**
         * Sets the directory for unfinished parts that exceed the memory. Default: the directory for temporary files.
         */
        public Builder spoolDirectory(Path value) {
            spoolDirectory = Objects.requireNonNull(value, "spoolDirectory");
            return this;
        }

        /** The storage class of new objects, as S3 calls it. */
        public Builder storageClass(String value) {
            storageClass = Optional.of(value);
            return this;
        }

        /** The canned ACL of new objects, as S3 calls it. */
        public Builder objectAcl(String value) {
            objectAcl = Optional.of(value);
            return this;
        }

        /** Sets server-side encryption of new objects: with the key of the store, or with that of {@link #keyId}. */
        public Builder encrypt(boolean value) {
            encrypt = value;
            return this;
        }

        /** The KMS key to encrypt with. */
        public Builder keyId(String value) {
            keyId = Optional.of(value);
            return this;
        }

        /** Sets the checksum of requests. Default: {@link S3Checksum#CRC32C}. */
        public Builder checksum(S3Checksum value) {
            checksum = Objects.requireNonNull(value, "checksum");
            return this;
        }

        /**
         * Sets whether the store supports conditional writes; true by default. Without them each commit checks for the
         * object first, which costs a request and leaves a short time in which two nodes that finish one upload both
         * succeed.
         */
        public Builder conditionalWrites(boolean value) {
            conditionalWrites = value;
            return this;
        }

        /** Sets the number of retries of a request; 5 by default. */
        public Builder maxRetries(int value) {
            maxRetries = value;
            return this;
        }

        /** Sets the greatest number of requests per second; unlimited by default. */
        public Builder maxRequestsPerSecond(int value) {
            maxRequestsPerSecond = OptionalInt.of(value);
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException with every invalid setting
         */
        public S3StoreConfig build() {
            problems().refuse();
            return new S3StoreConfig(new Builder(this));
        }

        private Problems problems() {
            return new Problems()
                    .require(!bucket.isBlank(), "no bucket")
                    .require(
                            chunkSize >= PartSizes.LEAST && chunkSize <= PartSizes.GREATEST,
                            "a chunk has 5 MiB to 5 GiB, not " + chunkSize + " bytes")
                    .require(bufferMemory >= 0, "buffer memory is negative: " + bufferMemory)
                    .require(maxRetries >= 0, "the number of retries is negative: " + maxRetries)
                    .require(maxRequestsPerSecond.orElse(1) >= 1, "the number of requests per second is not positive")
                    .require(keyId.isEmpty() || encrypt, "a key to encrypt with, but encryption is off");
        }
    }
}
