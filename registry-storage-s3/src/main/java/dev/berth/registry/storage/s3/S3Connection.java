package dev.berth.registry.storage.s3;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How an {@link S3BlobStore} reaches its store. Shows no secret when printed. */
public final class S3Connection {
    private final Builder values;

    private S3Connection(Builder values) {
        this.values = values;
    }

    /** Begins with AWS, in the region and with the credentials that the environment says. */
    public static Builder builder() {
        return new Builder();
    }

    /** The region; empty for that of the environment. */
    public Optional<String> region() {
        return values.region;
    }

    /** Where the store is; empty for AWS. */
    public Optional<URI> endpoint() {
        return values.endpoint;
    }

    /** Whether the bucket is in the path of requests instead of the host name. */
    public boolean pathStyle() {
        return values.pathStyle;
    }

    /** Whether anybody's TLS certificate will do. */
    public boolean skipVerify() {
        return values.skipVerify;
    }

    /** How many connections there may be. */
    public int maxConnections() {
        return values.maxConnections;
    }

    /** How long to wait for a connection. */
    public Duration connectTimeout() {
        return values.connectTimeout;
    }

    /** How long to wait for the next bytes of an answer. */
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

    /** Who calls. */
    record Keys(String accessKey, String secretKey, Optional<String> sessionToken) {
        @Override
        public String toString() {
            return accessKey;
        }
    }

    /** Collects the settings. Not safe for use by several threads. */
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

        /** Who calls; the default chain of the AWS SDK (environment, profile, web identity, instance) unless set. */
        public Builder credentials(String accessKey, String secretKey) {
            keys = Optional.of(new Keys(accessKey, secretKey, Optional.empty()));
            return this;
        }

        /** Who calls, for a while. */
        public Builder credentials(String accessKey, String secretKey, String sessionToken) {
            keys = Optional.of(new Keys(accessKey, secretKey, Optional.of(sessionToken)));
            return this;
        }

        /** Whether the bucket is in the path of requests instead of the host name; false unless set. */
        public Builder pathStyle(boolean value) {
            pathStyle = value;
            return this;
        }

        /** Whether anybody's TLS certificate will do; false unless set, and for trials only. */
        public Builder skipVerify(boolean value) {
            skipVerify = value;
            return this;
        }

        /** How many connections there may be; 128 unless set. A reader holds one until it has read. */
        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        /** How long to wait for a connection; 5 seconds unless set. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = Objects.requireNonNull(value, "connectTimeout");
            return this;
        }

        /** How long to wait for the next bytes of an answer; 30 seconds unless set. */
        public Builder readTimeout(Duration value) {
            readTimeout = Objects.requireNonNull(value, "readTimeout");
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException with every problem there is
         */
        public S3Connection build() {
            List<String> problems = new ArrayList<>();
            endpoint.filter(uri -> uri.getHost() == null
                            || !String.valueOf(uri.getScheme()).matches("https?"))
                    .ifPresent(uri -> problems.add("no http or https endpoint: " + uri));
            if (maxConnections < 1) {
                problems.add("no connections: " + maxConnections);
            }
            if (connectTimeout.isNegative() || connectTimeout.isZero()) {
                problems.add("no time to connect: " + connectTimeout);
            }
            if (readTimeout.isNegative() || readTimeout.isZero()) {
                problems.add("no time to read: " + readTimeout);
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            return new S3Connection(new Builder(this));
        }
    }
}
