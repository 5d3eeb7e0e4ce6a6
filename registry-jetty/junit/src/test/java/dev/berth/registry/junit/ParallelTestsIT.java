package dev.berth.registry.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.image.BuiltImage;
import dev.berth.registry.model.PageRequest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Classes and methods that JUnit runs in parallel, with registries of their own. */
class ParallelTestsIT {
    private static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    @TempDir
    Path folder;

    @Test
    void classesHaveTheirOwnRegistries() throws Exception {
        assertThat(JUnitProcess.run("1.14.4", PARALLEL, folder, OneClass.class, AnotherClass.class))
                .contains("4 tests successful");
    }

    @Test
    void methodsHaveTheirOwnRegistries() throws Exception {
        assertThat(JUnitProcess.run("1.14.4", PARALLEL, folder, EachMethod.class))
                .contains("2 tests successful");
    }

    /** Two threads that must be there at the same time. */
    static final class Meeting {
        private final CyclicBarrier barrier = new CyclicBarrier(2);

        void await() {
            try {
                barrier.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException("the other did not come within a minute", e);
            }
        }
    }

    /** Starts a registry with an image of its owner, while the other one starts. */
    private static RegistryExtension startedTogether(String owner) {
        return RegistryExtension.builder()
                .content(registry -> {
                    registry.push(owner + "/first:1", BuiltImage.of(Map.of("a", owner)));
                    Sharing.STARTS.await();
                })
                .build();
    }

    /** Two tests that run at the same time and use the registry of their class. */
    abstract static class Sharing {
        static final Meeting STARTS = new Meeting();

        private final Meeting methods;
        private final String owner = getClass().getSimpleName().toLowerCase(Locale.ROOT);

        Sharing(Meeting methods) {
            this.methods = methods;
        }

        @Test
        void one(RunningRegistry registry) throws Exception {
            use(registry, "one");
        }

        @Test
        void other(RunningRegistry registry) throws Exception {
            use(registry, "other");
        }

        private void use(RunningRegistry registry, String method) throws Exception {
            methods.await();
            registry.push(owner + "/" + method + ":1", BuiltImage.of(Map.of("a", method)));
            assertThat(Http.get(registry, "/v2/" + owner + "/" + method + "/manifests/1")
                            .statusCode())
                    .isEqualTo(200);
            methods.await();
            assertThat(registry.registry()
                            .catalog()
                            .list(PageRequest.first(10), any -> true)
                            .items())
                    .extracting(name -> name.value())
                    .contains(owner + "/first", owner + "/" + method)
                    .allMatch(name -> name.startsWith(owner + "/"));
            assertThat(registry.requests().all())
                    .extracting(RecordedRequest::path)
                    .allMatch(path -> path.startsWith("/v2/" + owner + "/"));
        }
    }

    static final class OneClass extends Sharing {
        @RegisterExtension
        static final RegistryExtension EXTENSION = startedTogether("oneclass");

        private static final Meeting METHODS = new Meeting();

        OneClass() {
            super(METHODS);
        }
    }

    static final class AnotherClass extends Sharing {
        @RegisterExtension
        static final RegistryExtension EXTENSION = startedTogether("anotherclass");

        private static final Meeting METHODS = new Meeting();

        AnotherClass() {
            super(METHODS);
        }
    }

    /** Two tests that run at the same time, each with a registry that no other has used. */
    static final class EachMethod {
        private static final Meeting METHODS = new Meeting();

        @RegisterExtension
        final RegistryExtension extension = RegistryExtension.builder().build();

        @Test
        void one(RunningRegistry registry) throws Exception {
            use(registry, "one");
        }

        @Test
        void other(RunningRegistry registry) throws Exception {
            use(registry, "other");
        }

        private static void use(RunningRegistry registry, String method) throws Exception {
            METHODS.await();
            registry.push(method + ":1", BuiltImage.of(Map.of("a", method)));
            METHODS.await();
            assertThat(Http.get(registry, "/v2/_catalog").body())
                    .asString()
                    .isEqualTo("{\"repositories\":[\"" + method + "\"]}");
            assertThat(registry.requests().all()).hasSize(1);
        }
    }
}
