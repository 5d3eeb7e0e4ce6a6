package dev.berth.registry.junit;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of the extension, run by JUnit 5: in a process without the JUnit that this module is built with. */
class OlderJUnitIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1.12.2", "1.14.4"})
    void runs(String platform) throws Exception {
        JUnitProcess.run(
                platform,
                Map.of(),
                folder,
                RegistryExtensionTest.class,
                RegistryForOneTestTest.class,
                TestKitTest.class,
                SecuredRegistryTest.class);
    }
}
