package dev.berth.registry.http;

import dev.berth.registry.http.limit.RateLimits;
import dev.berth.registry.http.limit.RefusalListener;
import dev.berth.registry.http.session.Sessions;
import dev.berth.registry.http.tracing.RequestTracer;
import dev.berth.registry.model.Problems;
import dev.berth.registry.reporting.FailureReporter;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The limits and the origins of the protocol. Immutable. */
public final class ProtocolConfig {
    private static final Pattern VERSION =
            Pattern.compile("[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}(-[0-9a-zA-Z.-]{1,32})?");

    private final long memoryBytes;
    private final int tagPage;
    private final int catalogPage;
    private final int referrersPage;
    private final Optional<Redirects> redirects;
    private final RateLimits rateLimits;
    private final RefusalListener refusalListener;
    private final FailureReporter failureReporter;
    private final Optional<RequestTracer> requestTracer;
    private final Duration requestTimeout;
    private final boolean gitlabHeaders;
    private final String gitlabVersion;
    private final Optional<Sessions> sessions;
    private final Optional<RecordedImports> imports;

    private ProtocolConfig(Builder builder) {
        memoryBytes = builder.memoryBytes;
        tagPage = builder.tagPage;
        catalogPage = builder.catalogPage;
        referrersPage = builder.referrersPage;
        redirects = builder.redirects;
        rateLimits = builder.rateLimits;
        refusalListener = builder.refusalListener;
        failureReporter = builder.failureReporter;
        requestTracer = builder.requestTracer;
        requestTimeout = builder.requestTimeout;
        gitlabHeaders = builder.gitlabHeaders;
        gitlabVersion = builder.gitlabVersion;
        sessions = builder.sessions;
        imports = builder.imports;
    }

    /** The default settings. */
    public static ProtocolConfig defaults() {
        return builder().build();
    }

    /** A builder that has the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The memory for manifests and lists of all requests, in bytes; one client has half of it; at least four of the
     * largest manifests. Requests beyond it are answered 503, or 429 beyond the share of one client.
     */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** The greatest number of tags in one answer, also when the client asks for more or for no number. */
    public int tagPage() {
        return tagPage;
    }

    /** The greatest number of repositories in one answer. */
    public int catalogPage() {
        return catalogPage;
    }

    /** The greatest number of referrers in one answer. */
    public int referrersPage() {
        return referrersPage;
    }

    /** The redirects of blob reads to storage; empty when the registry serves all blobs itself. */
    public Optional<Redirects> redirects() {
        return redirects;
    }

    /** The rate limits of one client. */
    public RateLimits rateLimits() {
        return rateLimits;
    }

    /** The listener for clients beyond a limit and refused logins. */
    public RefusalListener refusalListener() {
        return refusalListener;
    }

    /** The reporter of requests that failed: 500, and 503 because a store failed. */
    public FailureReporter failureReporter() {
        return failureReporter;
    }

    /** The tracer of requests; empty when requests are not traced. */
    public Optional<RequestTracer> requestTracer() {
        return requestTracer;
    }

    /**
     * The time a request may wait for the components of the registry, in sum: connections, statements, calls of
     * storage, retries. Transfer of content is not included.
     */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /** True when the answers at {@code /v2/} and {@code /gitlab/v1/} have the header fields that GitLab looks for. */
    public boolean gitlabHeaders() {
        return gitlabHeaders;
    }

    /** The version of GitLab's registry that these fields name. */
    public String gitlabVersion() {
        return gitlabVersion;
    }

    /** The sessions of browsers; empty when no request is authenticated by a session. */
    public Optional<Sessions> sessions() {
        return sessions;
    }

    /** The imports that statistics for GitLab list; empty when none can be recorded. */
    public Optional<RecordedImports> imports() {
        return imports;
    }

    @Override
    public String toString() {
        return "ProtocolSettings[memoryBytes=" + memoryBytes + ", tagPage="
                + tagPage + ", catalogPage="
                + catalogPage + ", referrersPage=" + referrersPage + ", redirects=" + redirects + ", rateLimits="
                + rateLimits + ", requestTimeout=" + requestTimeout + ", gitlabHeaders=" + gitlabHeaders
                + ", gitlabVersion="
                + gitlabVersion + ", sessions=" + sessions.isPresent() + "]";
    }

    /** Collects settings; not safe for use by several threads. */
    public static final class Builder {
        private long memoryBytes = Runtime.getRuntime().maxMemory() / 16;
        private int tagPage = 10_000;
        private int catalogPage = 1_000;
        private int referrersPage = 100;
        private Optional<Redirects> redirects = Optional.empty();
        private RateLimits rateLimits = RateLimits.DEFAULT;
        private RefusalListener refusalListener = RefusalListener.NONE;
        private FailureReporter failureReporter = FailureReporter.NONE;
        private Optional<RequestTracer> requestTracer = Optional.empty();
        private Duration requestTimeout = Duration.ofSeconds(30);
        private boolean gitlabHeaders = true;
        private String gitlabVersion = "4.30.0-gitlab";
        private Optional<Sessions> sessions = Optional.empty();
        private Optional<RecordedImports> imports = Optional.empty();

        private Builder() {}

        /** Sets {@link ProtocolConfig#memoryBytes}, a sixteenth of the heap if not set. */
        public Builder memoryBytes(long bytes) {
            memoryBytes = bytes;
            return this;
        }

        /** Sets {@link ProtocolConfig#tagPage}, 10,000 if not set. */
        public Builder tagPage(int tags) {
            tagPage = tags;
            return this;
        }

        /** Sets {@link ProtocolConfig#catalogPage}, 1,000 if not set. */
        public Builder catalogPage(int repositories) {
            catalogPage = repositories;
            return this;
        }

        /** Sets {@link ProtocolConfig#referrersPage}, 100 if not set. */
        public Builder referrersPage(int referrers) {
            referrersPage = referrers;
            return this;
        }

        /** Sets {@link ProtocolConfig#redirects}, none if not set. */
        public Builder redirects(Redirects sending) {
            redirects = Optional.of(sending);
            return this;
        }

        /** Sets {@link ProtocolConfig#rateLimits}, {@link RateLimits#DEFAULT} if not set. */
        public Builder rateLimits(RateLimits limits) {
            rateLimits = limits;
            return this;
        }

        /** Sets {@link ProtocolConfig#refusalListener}, none if not set. */
        public Builder refusalListener(RefusalListener listener) {
            refusalListener = listener;
            return this;
        }

        /** Sets {@link ProtocolConfig#failureReporter}, none if not set. */
        public Builder failureReporter(FailureReporter reporter) {
            failureReporter = reporter;
            return this;
        }

        /** Sets {@link ProtocolConfig#requestTracer}, none if not set. */
        public Builder requestTracer(RequestTracer tracer) {
            requestTracer = Optional.of(tracer);
            return this;
        }

        /** Sets {@link ProtocolConfig#requestTimeout}, 30 seconds if not set. */
        public Builder requestTimeout(Duration time) {
            requestTimeout = time;
            return this;
        }

        /** Sets {@link ProtocolConfig#gitlabHeaders}, true if not set. */
        public Builder gitlabHeaders(boolean sent) {
            gitlabHeaders = sent;
            return this;
        }

        /** Sets {@link ProtocolConfig#gitlabVersion}, 4.30.0-gitlab if not set. */
        public Builder gitlabVersion(String version) {
            gitlabVersion = version;
            return this;
        }

        /** Sets {@link ProtocolConfig#sessions}, none if not set. */
        public Builder sessions(Sessions accepted) {
            sessions = Optional.of(accepted);
            return this;
        }

        /** Sets {@link ProtocolConfig#imports}, none if not set. */
        public Builder imports(RecordedImports recorded) {
            imports = Optional.of(recorded);
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException naming everything that is not positive
         */
        public ProtocolConfig build() {
            Problems problems = new Problems();
            requirePositive("memoryBytes", memoryBytes, problems);
            requirePositive("tagPage", tagPage, problems);
            requirePositive("catalogPage", catalogPage, problems);
            requirePositive("referrersPage", referrersPage, problems);
            problems.require(
                    !requestTimeout.isZero() && !requestTimeout.isNegative(),
                    "requestTimeout must be positive, not " + requestTimeout);
            problems.require(
                    VERSION.matcher(gitlabVersion).matches(),
                    "gitlabVersion must be like 4.30.0 or 4.30.0-gitlab, not '" + gitlabVersion + "'");
            problems.refuse();
            return new ProtocolConfig(this);
        }

        private static void requirePositive(String name, long value, Problems problems) {
            problems.require(value > 0, name + " must be positive, not " + value);
        }
    }
}
