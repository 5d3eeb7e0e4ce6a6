package dev.berth.registry.http.limit;

import dev.berth.registry.model.Problems;
import java.time.Duration;

/** The limits of one client. Immutable. */
public final class ClientLimits {
    private final int connections;
    private final int requests;
    private final int streams;
    private final Duration headerTime;
    private final int uploadRate;
    private final int downloadRate;

    private ClientLimits(Builder builder) {
        connections = builder.connections;
        requests = builder.requests;
        streams = builder.streams;
        headerTime = builder.headerTime;
        uploadRate = builder.uploadRate;
        downloadRate = builder.downloadRate;
    }

    /** The default limits. */
    public static ClientLimits defaults() {
        return builder().build();
    }

    /** A builder that has the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The greatest number of connections from an IPv4 address or an IPv6 /64, trusted proxies aside; 0 for no limit.
     * Further ones are closed at once.
     */
    public int connections() {
        return connections;
    }

    /**
     * The largest number of concurrent requests of an IPv4 address or an IPv6 /64, behind trusted proxies of the
     * address they forward; 0 for no limit. Those that may bring a body (POST, PUT, PATCH) are counted separately, up
     * to half of the server's threads where they are platform threads. Further ones are answered 429 at once.
     */
    public int requests() {
        return requests;
    }

    /** The greatest number of requests at a time on a connection of HTTP/2. */
    public int streams() {
        return streams;
    }

    /** The time for a TLS handshake, or for the header of a request of HTTP/1.1, from its first byte. */
    public Duration headerTime() {
        return headerTime;
    }

    /**
     * The minimum upload rate, in bytes per second, on average over the time the server waited for the body, of which
     * half a minute is free; 0 for no minimum. A slower request is answered 408.
     */
    public int uploadRate() {
        return uploadRate;
    }

    /**
     * The minimum download rate, in bytes per second; 0 for no minimum. A piece of an answer that takes half a minute
     * longer than that ends the connection.
     */
    public int downloadRate() {
        return downloadRate;
    }

    @Override
    public String toString() {
        return "ClientLimits[connections=" + connections + ", requests=" + requests + ", streams=" + streams
                + ", headerTime=" + headerTime + ", uploadRate=" + uploadRate + ", downloadRate=" + downloadRate + "]";
    }

    /** Collects limits; not safe for use by several threads. */
    public static final class Builder {
        private int connections = 5_000;
        private int requests = 1_000;
        private int streams = 128;
        private Duration headerTime = Duration.ofSeconds(30);
        private int uploadRate = 1024;
        private int downloadRate = 1024;

        private Builder() {}

        /** Sets {@link ClientLimits#connections}, 5,000 if not set. */
        public Builder connections(int most) {
            connections = most;
            return this;
        }

        /** Sets {@link ClientLimits#requests}, 1,000 if not set. */
        public Builder requests(int most) {
            requests = most;
            return this;
        }

        /** Sets {@link ClientLimits#streams}, 128 if not set. */
        public Builder streams(int most) {
            streams = most;
            return this;
        }

        /** Sets {@link ClientLimits#headerTime}, 30 seconds if not set. */
        public Builder headerTime(Duration time) {
            headerTime = time;
            return this;
        }

        /** Sets {@link ClientLimits#uploadRate}, 1,024 if not set. */
        public Builder uploadRate(int bytesPerSecond) {
            uploadRate = bytesPerSecond;
            return this;
        }

        /** Sets {@link ClientLimits#downloadRate}, 1,024 if not set. */
        public Builder downloadRate(int bytesPerSecond) {
            downloadRate = bytesPerSecond;
            return this;
        }

        /**
         * The limits.
         *
         * @throws IllegalArgumentException naming everything that is wrong
         */
        public ClientLimits build() {
            Problems problems = new Problems();
            problems.require(connections >= 0, "connections of a client must not be negative");
            problems.require(requests >= 0, "requests of a client must not be negative");
            problems.require(streams > 0, "streams must be positive");
            problems.require(headerTime.toMillis() > 0, "header time must be positive");
            problems.require(uploadRate >= 0 && downloadRate >= 0, "rates must not be negative");
            problems.refuse();
            return new ClientLimits(this);
        }
    }
}
