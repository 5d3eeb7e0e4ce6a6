package dev.berth.registry.examples;

import dev.berth.registry.Registry;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventSink;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registry whose host receives the events of every change, here for its log. */
public final class ListeningRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningRegistry.class);

    private final Notifier notifier;
    private final RegistryServer server;

    private ListeningRegistry(Notifier notifier, RegistryServer server) {
        this.notifier = notifier;
        this.server = server;
    }

    /** Listens on port 5000 of this machine until the process is stopped. */
    public static void main(String[] arguments) throws IOException {
        ListeningRegistry registry = start(5000, events -> events.forEach(ListeningRegistry::log));
        Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "stop"));
    }

    private static void log(Event event) {
        LOG.info(
                "{} {} by {}",
                event.action(),
                event.target(),
                event.origin().address().orElse("an unknown client"));
    }

    /** A registry on a port of the loopback address that tells {@code sink} of changes. */
    static ListeningRegistry start(int port, EventSink sink) throws IOException {
        Clock clock = Clock.systemUTC();
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
        Notifier notifier = Notifier.builder()
                .report(Subscription.to("host", sink).ignoring(EventAction.PULL))
                .build(metadata.events());
        Registry registry = RegistryEngine.builder().publisher(notifier).build(metadata, new InMemoryBlobStore(clock));
        ServerConfig settings = ServerConfig.builder().port(port).build();
        RegistryServer server =
                new RegistryServer(registry, new OpenAccess(), ProtocolConfig.defaults(), settings).start();
        notifier.start();
        return new ListeningRegistry(notifier, server);
    }

    RegistryServer server() {
        return server;
    }

    /** First the server, so that the event of the last change is still delivered. */
    @Override
    public void close() {
        server.close();
        notifier.close();
    }
}
