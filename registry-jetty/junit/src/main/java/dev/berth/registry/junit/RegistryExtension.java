package dev.berth.registry.junit;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.spi.Store;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.lang.reflect.Field;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
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
 *
 * <p>{@link RegistryTest} does the same in one annotation, with TLS and a login. {@link #builder} sets more, for {@code
 * @RegisterExtension}: a static field gives the tests of a class one registry, another field gives each test its own.
 */
public final class RegistryExtension
        implements BeforeAllCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestInstancePostProcessor,
                ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RegistryExtension.class);

    private final Optional<Builder> settings;

    /** For {@code @ExtendWith} and {@code @RegisterExtension}, with the settings of {@link RegistryTest}, if any. */
    public RegistryExtension() {
        settings = Optional.empty();
    }

    private RegistryExtension(Builder builder) {
        settings = Optional.of(builder);
    }

    /** A builder for an open registry in memory, without TLS. */
    public static Builder builder() {
        return new Builder();
    }

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

    /**
     * By methods of the store that JUnit 5 and 6 both have. Tests of a class share the extension, which starts one
     * registry for them; other classes do not wait for it.
     */
    private RunningRegistry running(ExtensionContext context) {
        synchronized (this) {
            ExtensionContext.Store store = context.getStore(NAMESPACE);
            StartedRegistry started = store.get(StartedRegistry.class, StartedRegistry.class);
            if (started == null) {
                started = settings.orElseGet(() -> annotated(context)).start();
                store.put(StartedRegistry.class, started);
            }
            return started.registry();
        }
    }

    private static Builder annotated(ExtensionContext context) {
        for (Class<?> type = context.getTestClass().orElse(null); type != null; type = type.getEnclosingClass()) {
            RegistryTest annotation = type.getAnnotation(RegistryTest.class);
            if (annotation != null) {
                return builder().as(annotation);
            }
        }
        return builder();
    }

    /** Leaves the registry of an enclosing class alone. */
    private static void stop(ExtensionContext context) {
        StartedRegistry started = context.getStore(NAMESPACE).remove(StartedRegistry.class, StartedRegistry.class);
        if (started != null) {
            started.close();
        }
    }

    /** Collects settings; not safe for use by several threads. */
    public static final class Builder {
        private Callable<? extends MetadataStore> metadata = () -> new InMemoryMetadataStore(Clock.systemUTC());
        private Callable<? extends BlobStore> blobs = () -> new InMemoryBlobStore(Clock.systemUTC());
        private Consumer<RunningRegistry> content = registry -> {};
        private Optional<TestLogin> login = Optional.empty();
        private boolean tls;

        private Builder() {}

        /** Serves HTTPS, with a new certificate for {@code 127.0.0.1} and {@code localhost}. */
        public Builder tls() {
            tls = true;
            return this;
        }

        /** Requires this user and password. */
        public Builder password(String user, String password) {
            login = Optional.of(new TestLogin(user, password, false));
            return this;
        }

        /** Requires a token, which a token service of this registry gives for this user and password. */
        public Builder tokens(String user, String password) {
            login = Optional.of(new TestLogin(user, password, true));
            return this;
        }

        /**
         * Sets the metadata store, in memory if not set: that of {@code registry-jdbi} on a PostgreSQL for example. It
         * is opened when a registry starts, which closes it when it stops; each class has a store of its own.
         */
        public Builder metadata(Callable<? extends MetadataStore> opening) {
            metadata = opening;
            return this;
        }

        /** Sets both stores, as {@link #metadata} does. */
        public Builder stores(
                Callable<? extends MetadataStore> openingMetadata, Callable<? extends BlobStore> openingBlobs) {
            metadata = openingMetadata;
            blobs = openingBlobs;
            return this;
        }

        /** Sets the content that the registry has before the first test: {@code registry -> registry.push(…)}. */
        public Builder content(Consumer<RunningRegistry> pushes) {
            content = pushes;
            return this;
        }

        /** The extension. */
        public RegistryExtension build() {
            return new RegistryExtension(this);
        }

        private Builder as(RegistryTest annotation) {
            tls = annotation.tls();
            if (!annotation.user().isEmpty()) {
                login = Optional.of(new TestLogin(annotation.user(), annotation.password(), annotation.tokens()));
            } else if (annotation.tokens() || !annotation.password().isEmpty()) {
                throw new IllegalArgumentException("@RegistryTest with tokens or a password needs a user");
            }
            return this;
        }

        private StartedRegistry start() {
            List<Store> opened = new ArrayList<>();
            try {
                StartedRegistry started =
                        StartedRegistry.start(open(metadata, opened), open(blobs, opened), login, tls);
                opened.clear();
                return filled(started);
            } catch (RuntimeException | Error e) {
                opened.forEach(Store::close);
                throw e;
            }
        }

        private StartedRegistry filled(StartedRegistry started) {
            try {
                content.accept(started.registry());
                return started;
            } catch (RuntimeException | Error e) {
                started.close();
                throw e;
            }
        }

        private static <S extends Store> S open(Callable<? extends S> opening, List<Store> opened) {
            try {
                S store = opening.call();
                opened.add(store);
                return store;
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("cannot open a store of the registry for tests", e);
            }
        }
    }
}
