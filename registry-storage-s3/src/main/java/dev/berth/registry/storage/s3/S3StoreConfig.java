package dev.berth.registry.storage.s3;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** How an {@link S3BlobStore} keeps its objects. */
public final class S3StoreConfig {
    private final Builder values;

    private S3StoreConfig(Builder values) {
        this.values = values;
    }

    /** Begins with the bucket, which has to be there. */
    public static Builder builder(String bucket) {
        return new Builder(bucket);
    }

    /** The bucket. */
    public String bucket() {
        return values.bucket;
    }

    /** What the names of all objects begin with. */
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

    /** Where unfinished parts are that find no room in memory. */
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

    /** Whether new objects are to be encrypted by the store. */
    public boolean encrypt() {
        return values.encrypt;
    }

    /** The KMS key to encrypt with; empty for the store's own. */
    public Optional<String> keyId() {
        return values.keyId;
    }

    /** What the store checks the bytes by. */
    public S3Checksum checksum() {
        return values.checksum;
    }

    /** Whether the store refuses to replace an object when asked to ({@code If-None-Match}). */
    public boolean conditionalWrites() {
        return values.conditionalWrites;
    }

    /** How often a call is repeated that failed and may succeed. */
    public int maxRetries() {
        return values.maxRetries;
    }

    /** How many calls are begun within a second; empty when that is not limited. */
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

    /** Collects the settings. Not safe for use by several threads. */
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

        /** What the names of all objects begin with; slashes around it do not matter. The bucket's root unless set. */
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

        /** Where unfinished parts go that find no room in memory; the directory for temporary files unless set. */
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

        /** Whether new objects are to be encrypted by the store: with its own key, or with that of {@link #keyId}. */
        public Builder encrypt(boolean value) {
            encrypt = value;
            return this;
        }

        /** The KMS key to encrypt with. */
        public Builder keyId(String value) {
            keyId = Optional.of(value);
            return this;
        }

        /** What the store checks the bytes by; {@link S3Checksum#CRC32C} unless set. */
        public Builder checksum(S3Checksum value) {
            checksum = Objects.requireNonNull(value, "checksum");
            return this;
        }

        /**
         * Whether the store refuses to replace an object when asked to; true unless set. Without it each commit looks
         * first, which costs a call and leaves a moment in which two nodes that finish one upload both succeed.
         */
        public Builder conditionalWrites(boolean value) {
            conditionalWrites = value;
            return this;
        }

        /** How often a call is repeated that failed and may succeed; 5 unless set. */
        public Builder maxRetries(int value) {
            maxRetries = value;
            return this;
        }

        /** How many calls are begun within a second; not limited unless set. */
        public Builder maxRequestsPerSecond(int value) {
            maxRequestsPerSecond = OptionalInt.of(value);
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException with every problem there is
         */
        public S3StoreConfig build() {
            List<String> problems = problems();
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            return new S3StoreConfig(new Builder(this));
        }

        private List<String> problems() {
            List<String> problems = new ArrayList<>();
            if (bucket.isBlank()) {
                problems.add("no bucket");
            }
            if (chunkSize < PartSizes.LEAST || chunkSize > PartSizes.GREATEST) {
                problems.add("a chunk has 5 MiB to 5 GiB, not " + chunkSize + " bytes");
            }
            if (bufferMemory < 0) {
                problems.add("buffer memory is negative: " + bufferMemory);
            }
            if (maxRetries < 0) {
                problems.add("the number of retries is negative: " + maxRetries);
            }
            if (maxRequestsPerSecond.isPresent() && maxRequestsPerSecond.getAsInt() < 1) {
                problems.add("no requests per second: " + maxRequestsPerSecond.getAsInt());
            }
            if (keyId.isPresent() && !encrypt) {
                problems.add("a key to encrypt with, but encryption is off");
            }
            return problems;
        }
    }
}
