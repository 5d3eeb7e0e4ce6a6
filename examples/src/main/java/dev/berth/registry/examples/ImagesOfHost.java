package dev.berth.registry.examples;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.image.BuiltImage;
import dev.berth.registry.engine.image.ImageCopy;
import dev.berth.registry.engine.image.OciLayout;
import dev.berth.registry.engine.image.RepositoryImages;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Images in the code of a host, which has a {@link Registry}: no request is sent. */
public final class ImagesOfHost {

    private ImagesOfHost() {}

    /** Builds an image, tags it, and saves it to a directory with an OCI image layout. */
    public static void buildAndSave(Registry registry, Path layout) throws IOException {
        RepositoryImages hello = new RepositoryImages(registry, new RepositoryName("library/hello"));
        ImageCopy.between(BuiltImage.of(Map.of("etc/motd", "Hello\n")), hello).copy(new Tag("1"));
        hello.tag(new Tag("1"), new Tag("latest"));
        ImageCopy.between(hello, OciLayout.openOrCreate(layout)).copy(new Tag("latest"));
    }
}
