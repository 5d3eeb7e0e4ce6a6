package dev.berth.registry.engine.request;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The policy shared by all use cases: write permission, the age at which content is touched, and the time. */
public final class EnginePolicy {
    /** The number of touches recorded per review delay; more frequent ones are skipped. */
    private static final int TOUCHES_PER_DELAY = 24;

    private final EngineConfig config;
    private final Clock clock;
    private final Duration freshness;

    public EnginePolicy(EngineConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        freshness = config.reviewDelay().dividedBy(TOUCHES_PER_DELAY);
    }

    public EngineConfig config() {
        return config;
    }

    public Instant now() {
        return clock.instant();
    }

    MissingReferences missingReferences() {
        return config.missingReferences();
    }

    public void requireWritable() {
        if (config.readOnly().isPresent()) {
            throw new RegistryException(
                    ErrorCode.UNSUPPORTED,
                    "the registry is read-only: " + config.readOnly().get());
        }
    }

    public void requireDeletable() {
        requireWritable();
        if (!config.deletes()) {
            throw new RegistryException(ErrorCode.UNSUPPORTED, "deletes are disabled");
        }
    }

    /** True when a touch would postpone the review noticeably; always false in read-only mode. */
    public boolean wantsTouch(Instant touched) {
        return config.readOnly().isEmpty() && touched.plus(freshness).isBefore(clock.instant());
    }
}
