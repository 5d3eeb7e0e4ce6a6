package dev.berth.registry.engine.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.event.Event;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RegistryAssemblyTest {
    private static final RepositoryName REPOSITORY = new RepositoryName("library/alpine");
    private static final byte[] CONTENT = "hello".getBytes(UTF_8);
    private static final Digest DIGEST = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(CONTENT));

    private final TestClock clock = new TestClock();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final InMemoryBlobStore blobs = new InMemoryBlobStore(clock);

    @Test
    void collectsAfterTheReviewDelayOfTheRegistry() throws Exception {
        EngineConfig config =
                EngineConfig.builder().reviewDelay(Duration.ofHours(2)).build();
        try (RegistryAssembly assembly =
                RegistryAssembly.builder().clock(clock).config(config).build(metadata, blobs)) {
            push(assembly);

            clock.advance(Duration.ofHours(1));
            assembly.collector().run();
            assertThat(assembly.registry().blobs().find(REPOSITORY, DIGEST)).isPresent();

            clock.advance(Duration.ofHours(2));
            assembly.collector().run();
            assertThat(assembly.registry().blobs().find(REPOSITORY, DIGEST)).isEmpty();
        }
    }

    @Test
    void deliversEventsUntilItIsClosed() throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        try (RegistryAssembly assembly = RegistryAssembly.builder()
                .clock(clock)
                .report(Subscription.to("host", events::addAll))
                .build(metadata, blobs)
                .start()) {
            push(assembly);

            Event event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
        }
    }

    private static void push(RegistryAssembly assembly) {
        assembly.registry().uploads().push(REPOSITORY, DIGEST, new ByteArrayInputStream(CONTENT));
    }
}
