package dev.berth.registry.storage.gcs;

import dev.berth.registry.model.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The configuration of a {@link GcsBlobStore}. {@code toString} shows no secret. */
public final class GcsStoreConfig {
    /** The store takes no other multiples. */
    static final int CHUNK_UNIT = 256 * 1024;

    private final Builder values;

    private GcsStoreConfig(Builder values) {
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

    /** The number of bytes sent at a time and kept in memory for each upload. */
    public int chunkSize() {
        return values.chunkSize;
    }

    /** A service account's key; empty for the credentials of the environment. */
    public Optional<Path> keyFile() {
        return values.keyFile;
    }

    /** The text of a service account's key. */
    Optional<String> credentials() {
        return values.credentials;
    }

    /** The greatest number of concurrent requests. */
    public int maxConcurrency() {
        return values.maxConcurrency;
    }

    /** The endpoint of an emulator, used without credentials; empty for Google's. */
    public Optional<URI> endpoint() {
        return values.endpoint;
    }

    /** The User-Agent header of requests. */
    public String userAgent() {
        return values.userAgent;
    }

    /** The greatest number of attempts of a request. */
    public int maxAttempts() {
        return values.maxAttempts;
    }

    /** The time limit of a request including its retries. */
    public Duration totalTimeout() {
        return values.totalTimeout;
    }

    @Override
    public String toString() {
        return "GcsStoreConfig[bucket=" + values.bucket + ", rootDirectory=" + values.rootDirectory + ", chunkSize="
                + values.chunkSize + ", keyFile="
                + values.keyFile.map(Path::toString).orElse("default") + ", endpoint="
                + values.endpoint.map(URI::toString).orElse("default") + ", maxConcurrency=" + values.maxConcurrency
                + ", maxAttempts=" + values.maxAttempts + "]";
    }

    /** Builds the configuration. Not safe for use by several threads. */
    public static final class Builder {
        private final String bucket;
        private String rootDirectory = "";
        private int chunkSize = defaultChunkSize();
        private Optional<Path> keyFile = Optional.empty();
        private Optional<String> credentials = Optional.empty();
        private Optional<URI> endpoint = Optional.empty();
        private String userAgent = "berth";
        private int maxConcurrency = 50;
        private int maxAttempts = 6;
        private Duration totalTimeout = Duration.ofSeconds(90);

        private Builder(String bucket) {
            this.bucket = Objects.requireNonNull(bucket, "bucket");
        }

        private Builder(Builder other) {
            bucket = other.bucket;
            rootDirectory = other.rootDirectory;
            chunkSize = other.chunkSize;
            keyFile = other.keyFile;
            credentials = other.credentials;
            maxConcurrency = other.maxConcurrency;
            endpoint = other.endpoint;
            userAgent = other.userAgent;
            maxAttempts = other.maxAttempts;
            totalTimeout = other.totalTimeout;
        }

        /** So that some hundred uploads at once fill half of the heap. */
        private static int defaultChunkSize() {
            long share = Runtime.getRuntime().maxMemory() / 256;
            long units = Math.max(1, Math.min(8L << 20, share) / CHUNK_UNIT);
            return (int) units * CHUNK_UNIT;
        }

        /**
         * Sets the prefix of all object names; leading and trailing slashes are ignored. Default: the root of the
         * bucket.
         */
        public Builder rootDirectory(String value) {
            rootDirectory = Objects.requireNonNull(value, "rootDirectory");
            return this;
        }

        /**
         * Sets the number of bytes sent at a time and kept in memory for each upload: a multiple of 256 KiB. A 256th of
         * the heap, at most 8 MiB, unless set.
         */
        public Builder chunkSize(int value) {
            chunkSize = value;
            return this;
        }

        /** A service account's key; the credentials of the environment unless set. */
        public Builder keyFile(Path value) {
            keyFile = Optional.of(value);
            return this;
        }

        /** The text of a service account's key, in place of {@link #keyFile}. */
        public Builder credentials(String value) {
            credentials = Optional.of(value);
            return this;
        }

        /** Sets the greatest number of concurrent requests; 50 by default. */
        public Builder maxConcurrency(int value) {
            maxConcurrency = value;
            return this;
        }

        /** Sets the endpoint of an emulator, used without credentials. */
        public Builder endpoint(URI value) {
            endpoint = Optional.of(value);
            return this;
        }

        /** The User-Agent header of requests. */
        public Builder userAgent(String value) {
            userAgent = Objects.requireNonNull(value, "userAgent");
            return this;
        }

        /** Sets the greatest number of attempts of a request; 6 by default. */
        public Builder maxAttempts(int value) {
            maxAttempts = value;
            return this;
        }

        /** Sets the time limit of a request including its retries; 90 seconds by default. */
        public Builder totalTimeout(Duration value) {
            totalTimeout = Objects.requireNonNull(value, "totalTimeout");
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException with every invalid setting
         */
        public GcsStoreConfig build() {
            problems().refuse();
            return new GcsStoreConfig(new Builder(this));
        }

        private Problems problems() {
            return new Problems()
                    .require(!bucket.isBlank(), "no bucket")
                    .require(
                            chunkSize >= CHUNK_UNIT && chunkSize % CHUNK_UNIT == 0,
                            "a chunk is a multiple of 256 KiB, not " + chunkSize + " bytes")
                    .require(keyFile.isEmpty() || credentials.isEmpty(), "both a key file and credentials")
                    .require(maxConcurrency >= 1, "no calls at a time: " + maxConcurrency)
                    .require(maxAttempts >= 1, "no attempts: " + maxAttempts)
                    .require(!totalTimeout.isNegative() && !totalTimeout.isZero(), "no time: " + totalTimeout);
        }
    }
}
