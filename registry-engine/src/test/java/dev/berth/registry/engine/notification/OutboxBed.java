package dev.berth.registry.engine.notification;

import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.event.Event;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.FinishedUpload;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** An outbox, and changes with events. */
final class OutboxBed {
    private final InMemoryMetadataStore metadata;
    private final AtomicLong keys = new AtomicLong();

    OutboxBed(Clock clock) {
        metadata = new InMemoryMetadataStore(clock);
    }

    EventStore outbox() {
        return metadata.events();
    }

    /** A push with an event for the audience. */
    Event record(EventPublisher publisher, RepositoryName repository, String tag) throws StoreException {
        Event event = Events.of(repository, tag);
        record(repository, publisher.newEvents(event));
        publisher.recorded();
        return event;
    }

    void record(RepositoryName repository, List<NewEvent> newEvents) throws StoreException {
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(new byte[] {1}));
        StorageKey key = new StorageKey("k" + keys.incrementAndGet());
        metadata.uploads().finish(new FinishedUpload(repository, Optional.empty(), digest, 1, key, newEvents));
    }
}
