package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import dev.berth.registry.junit.RegistryTest;
import dev.berth.registry.junit.RunningRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RegistryTest
class PushTest {

    @Test
    void pushes(RunningRegistry registry, @TempDir Path cache) throws Exception {
        RegistryImage image = RegistryImage.named(registry.image("library/hello:1"));

        Jib.fromScratch()
                .containerize(Containerizer.to(image)
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(cache)
                        .setApplicationLayersCache(cache));

        assertThat(registry.pushed("library/hello:1").config()).contains("\"os\":\"linux\"");
        assertThat(registry.requests().matching("PUT", "/v2/library/hello/manifests/1"))
                .hasSize(1);
    }
}
