package dev.berth.registry.storage.s3;

import dev.berth.registry.model.Problems;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The connection of an {@link S3BlobStore}. {@code toString} shows no secret. */
public final class S3Connection {
    private final Builder values;

    private S3Connection(Builder values) {
        this.values = values;
    }

    /** A builder for AWS with the region and credentials of the environment. */
    public static Builder builder() {
        return new Builder();
    }

    /** The region; empty for that of the environment. */
    public Optional<String> region() {
        return values.region;
    }

    /** The endpoint of the store; empty for AWS. */
    public Optional<URI> endpoint() {
        return values.endpoint;
    }

    /** True for path-style requests, which name the bucket in the path instead of the host. */
    public boolean pathStyle() {
        return values.pathStyle;
    }

    /** True when TLS certificate verification is skipped (testing only). */
    public boolean skipVerify() {
        return values.skipVerify;
    }

    /** The greatest number of connections. */
    public int maxConnections() {
        return values.maxConnections;
    }

    /** The connect timeout. */
    public Duration connectTimeout() {
        return values.connectTimeout;
    }

    /** The read timeout. */
    public Duration readTimeout() {
        return values.readTimeout;
    }

    Optional<Keys> keys() {
        return values.keys;
    }

    @Override
    public String toString() {
        return "S3Connection[region=" + values.region.orElse("default") + ", endpoint="
                + values.endpoint.map(URI::toString).orElse("AWS") + ", accessKey="
                + values.keys.map(Keys::accessKey).orElse("default") + ", pathStyle=" + values.pathStyle
                + ", skipVerify=" + values.skipVerify + ", maxConnections=" + values.maxConnections + "]";
    }

    /** Static or temporary credentials. */
    record Keys(String accessKey, String secretKey, Optional<String> sessionToken) {
        @Override
        public String toString() {
            return accessKey;
        }
    }

    /** Builds the configuration. Not safe for use by several threads. */
    public static final class Builder {
        private Optional<String> region = Optional.empty();
        private Optional<URI> endpoint = Optional.empty();
        private Optional<Keys> keys = Optional.empty();
        private boolean pathStyle;
        private boolean skipVerify;
        private int maxConnections = 128;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration readTimeout = Duration.ofSeconds(30);

        private Builder() {}

        private Builder(Builder other) {
            region = other.region;
            endpoint = other.endpoint;
            keys = other.keys;
            pathStyle = other.pathStyle;
            skipVerify = other.skipVerify;
            maxConnections = other.maxConnections;
            connectTimeout = other.connectTimeout;
            readTimeout = other.readTimeout;
        }

        /** The region; that of the environment unless set, or {@code us-east-1} at an endpoint. */
        public Builder region(String value) {
            region = Optional.of(value);
            return this;
        }

        /** A store other than AWS, with {@code http} or {@code https}. */
        public Builder endpoint(URI value) {
            endpoint = Optional.of(value);
            return this;
        }

        /**
         * Sets static credentials. Default: the chain of the AWS SDK (environment, profile, web identity, instance).
         */
        public Builder credentials(String accessKey, String secretKey) {
            keys = Optional.of(new Keys(accessKey, secretKey, Optional.empty()));
            return this;
        }

        /** Sets temporary credentials. */
        public Builder credentials(String accessKey, String secretKey, String sessionToken) {
            keys = Optional.of(new Keys(accessKey, secretKey, Optional.of(sessionToken)));
            return this;
        }

        /** Sets path-style requests, which name the bucket in the path instead of the host; false by default. */
        public Builder pathStyle(boolean value) {
            pathStyle = value;
            return this;
        }

        /** Sets whether TLS certificate verification is skipped (testing only); false by default. */
        public Builder skipVerify(boolean value) {
            skipVerify = value;
            return this;
        }

        /**
         * Sets the largest number of connections; 128 by default. A reader holds one until it has read its content.
         */
        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        /** Sets the connect timeout; 5 seconds by default. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = Objects.requireNonNull(value, "connectTimeout");
            return this;
        }

        /** The longest wait for the next bytes of an answer; 30 seconds unless set. */
        public Builder readTimeout(Duration value) {
            readTimeout = Objects.requireNonNull(value, "readTimeout");
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException with every invalid setting
         */
        public S3Connection build() {
            new Problems()
                    .require(
                            endpoint.map(Builder::isHttp).orElse(true),
                            "no http or https endpoint: "
                                    + endpoint.map(URI::toString).orElse(""))
                    .require(maxConnections >= 1, "no connections: " + maxConnections)
                    .require(isPositive(connectTimeout), "no time to connect: " + connectTimeout)
                    .require(isPositive(readTimeout), "no time to read: " + readTimeout)
                    .refuse();
            return new S3Connection(new Builder(this));
        }

        private static boolean isHttp(URI uri) {
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
        }

        private static boolean isPositive(Duration duration) {
            return !duration.isNegative() && !duration.isZero();
        }
    }
}
