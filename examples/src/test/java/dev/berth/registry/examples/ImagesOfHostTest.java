package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.image.OciLayout;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesOfHostTest {

    @Test
    void buildsTagsAndSaves(@TempDir Path folder) throws Exception {
        Clock clock = Clock.systemUTC();
        Registry registry = RegistryEngine.over(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock));

        ImagesOfHost.buildAndSave(registry, folder.resolve("layout"));

        assertThat(registry.tags()
                        .list(new RepositoryName("library/hello"), PageRequest.first(10))
                        .items())
                .containsExactly(new Tag("1"), new Tag("latest"));
        assertThat(OciLayout.open(folder.resolve("layout")).tags()).containsExactly(new Tag("latest"));
    }
}
