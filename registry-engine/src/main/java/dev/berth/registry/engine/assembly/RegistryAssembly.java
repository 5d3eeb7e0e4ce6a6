package dev.berth.registry.engine.assembly;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.engine.usage.UsageCounter;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.spi.Store;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A registry, its collector and its notifier over one pair of stores, with one clock and one review delay. Safe for use
 * by several threads. A server that uses the registry is closed before this.
 */
public final class RegistryAssembly implements AutoCloseable {
    private final RegistryEngine registry;
    private final Collector collector;
    private final Optional<Notifier> notifier;
    private final UsageCounter usage;
    private final List<Store> owned;

    private RegistryAssembly(Builder builder, MetadataStore metadata, BlobStore blobs) {
        notifier = builder.notifier(metadata);
        usage = UsageCounter.builder()
                .clock(builder.clock)
                .build(metadata.insights().usage());
        registry = RegistryEngine.builder()
                .clock(builder.clock)
                .config(builder.config)
                .publisher(notifier.<EventPublisher>map(publisher -> publisher).orElse(EventPublisher.NONE))
                .usage(usage)
                .build(metadata, blobs);
        collector = Collector.builder()
                .clock(builder.clock)
                .config(builder.collectorConfig())
                .build(metadata, blobs);
        owned = builder.ownsStores ? List.of(metadata, blobs) : List.of();
    }

    /** A builder with the defaults, the clock of the system and no subscription. */
    public static Builder builder() {
        return new Builder();
    }

    /** The registry, which answers before the start too. */
    public Registry registry() {
        return registry;
    }

    /** The collector, for runs at once. */
    public Collector collector() {
        return collector;
    }

    /**
     * Starts collection, delivery of events and the recording of pulls in the background.
     *
     * @throws IllegalStateException when it was started before
     */
    public RegistryAssembly start() {
        collector.start();
        notifier.ifPresent(Notifier::start);
        usage.start();
        return this;
    }

    /** Stops the background work, then closes the stores if they are its own. Does not throw. */
    @Override
    public void close() {
        collector.close();
        notifier.ifPresent(Notifier::close);
        usage.close();
        owned.forEach(Store::close);
    }

    /** Builds an assembly. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Subscription> subscriptions = new ArrayList<>();
        private Clock clock = Clock.systemUTC();
        private EngineConfig config = EngineConfig.defaults();
        private Optional<CollectorConfig> collection = Optional.empty();
        private boolean ownsStores;

        private Builder() {}

        /** Sets the clock of all parts, which is that of the metadata store. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Sets the configuration of the registry. */
        public Builder config(EngineConfig settings) {
            config = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Sets the configuration of the collector; the defaults with {@link EngineConfig#reviewDelay} if not set. */
        public Builder collection(CollectorConfig settings) {
            collection = Optional.of(settings);
            return this;
        }

        /** Adds a subscription to the events of the registry. */
        public Builder report(Subscription subscription) {
            subscriptions.add(Objects.requireNonNull(subscription, "subscription"));
            return this;
        }

        /** Lets {@link RegistryAssembly#close} close the stores. */
        public Builder ownsStores() {
            ownsStores = true;
            return this;
        }

        /** An assembly over these stores, which does not work in the background yet. */
        public RegistryAssembly build(MetadataStore metadata, BlobStore blobs) {
            return new RegistryAssembly(this, metadata, blobs);
        }

        private CollectorConfig collectorConfig() {
            return collection.orElseGet(() -> CollectorConfig.builder()
                    .delays(ReviewDelays.of(config.reviewDelay()))
                    .build());
        }

        private Optional<Notifier> notifier(MetadataStore metadata) {
            if (subscriptions.isEmpty()) {
                return Optional.empty();
            }
            Notifier.Builder builder = Notifier.builder().clock(clock);
            subscriptions.forEach(builder::report);
            return Optional.of(builder.build(metadata.events()));
        }
    }
}
