package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.berth.registry.junit.RegistryExtension;
import dev.berth.registry.junit.RunningRegistry;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A test with a registry in it: build an image, push it, build another one upon it, inspect the result. */
@ExtendWith(RegistryExtension.class)
class JibPushAndPullTest {
    @TempDir
    Path folder;

    @Test
    void buildsUponAnImageItHasPushed(RunningRegistry registry) throws Exception {
        Path hello = Files.writeString(folder.resolve("hello.txt"), "hello");
        Path world = Files.writeString(folder.resolve("world.txt"), "world");

        Jib.fromScratch()
                .addLayer(List.of(hello), AbsoluteUnixPath.get("/greeting"))
                .containerize(to(registry.image("examples/base:1")));
        JibContainer built = Jib.from(RegistryImage.named(registry.image("examples/base:1")))
                .addLayer(List.of(world), AbsoluteUnixPath.get("/greeting"))
                .setEntrypoint("/bin/greet")
                .containerize(to(registry.image("examples/hello:1")).withAdditionalTag("latest"));

        RepositoryName repository = new RepositoryName("examples/hello");
        assertThat(registry.registry()
                        .tags()
                        .list(repository, PageRequest.first(10))
                        .items())
                .containsExactly(new Tag("1"), new Tag("latest"));
        assertThat(registry.registry()
                        .manifests()
                        .find(repository, new Tag("latest"))
                        .orElseThrow()
                        .digest())
                .hasToString(built.getDigest().toString());
    }

    private Containerizer to(String image) throws Exception {
        return Containerizer.to(RegistryImage.named(image))
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(folder.resolve("base-layers"))
                .setApplicationLayersCache(folder.resolve("layers"));
    }
}
