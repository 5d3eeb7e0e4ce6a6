package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import dev.berth.registry.junit.RegistryExtension;
import dev.berth.registry.junit.RunningRegistry;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RegistryExtension.class)
class PushTest {

    @Test
    void pushes(RunningRegistry registry, @TempDir Path cache) throws Exception {
        RegistryImage image = RegistryImage.named(registry.image("library/hello:1"));

        Jib.fromScratch()
                .containerize(Containerizer.to(image)
                        .setAllowInsecureRegistries(true)
                        .setBaseImageLayersCache(cache)
                        .setApplicationLayersCache(cache));

        RepositoryName repository = new RepositoryName("library/hello");
        assertThat(registry.registry()
                        .tags()
                        .list(repository, PageRequest.first(10))
                        .items())
                .containsExactly(new Tag("1"));
    }
}
