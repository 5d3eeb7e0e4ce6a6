package dev.berth.registry.junit;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * Starts an empty registry in memory, open to every client on this machine, before the first test of a class and stops
 * it after the last. Needs JUnit 5.12 or newer, or 6. Tests get it as a parameter, or in a field, of type {@link
 * RunningRegistry}:
 *
 * <pre>{@code
 * @ExtendWith(RegistryExtension.class)
 * class PushTest {
 *     @Test
 *     void pushes(RunningRegistry registry) {
 *         push(registry.image("library/hello:latest"));
 *     }
 * }
 * }</pre>
 */
public final class RegistryExtension
        implements BeforeAllCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestInstancePostProcessor,
                ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RegistryExtension.class);

    /** For {@code @ExtendWith} and {@code @RegisterExtension}. */
    public RegistryExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    /** Stops the registry of an extension that was registered for one test. */
    @Override
    public void afterEach(ExtensionContext context) {
        stop(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop(context);
    }

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) throws IllegalAccessException {
        for (Class<?> type = test.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == RunningRegistry.class) {
                    field.setAccessible(true);
                    field.set(test, running(context));
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningRegistry.class;
    }

    @Override
    public RunningRegistry resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }

    /** By methods of the store that JUnit 5 and 6 both have. */
    private static synchronized RunningRegistry running(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        Started started = store.get(Started.class, Started.class);
        if (started == null) {
            started = Started.now();
            store.put(Started.class, started);
        }
        return started.registry();
    }

    /** Leaves the registry of an enclosing class alone. */
    private static void stop(ExtensionContext context) {
        Started started = context.getStore(NAMESPACE).remove(Started.class, Started.class);
        if (started != null) {
            started.close();
        }
    }

    /** Kept in JUnit's store, under the class or test it was started for. */
    private record Started(RegistryServer server, RunningRegistry registry) implements AutoCloseable {

        static Started now() {
            RegistryEngine engine = RegistryEngine.over(
                    new InMemoryMetadataStore(Clock.systemUTC()), new InMemoryBlobStore(Clock.systemUTC()));
            ServerConfig settings =
                    ServerConfig.builder().port(0).drainTimeout(Duration.ZERO).build();
            try {
                RegistryServer server =
                        new RegistryServer(engine, new OpenAccess(), ProtocolConfig.defaults(), settings).start();
                return new Started(server, new RunningRegistry(server.uri(), engine));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start the registry for tests", e);
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
