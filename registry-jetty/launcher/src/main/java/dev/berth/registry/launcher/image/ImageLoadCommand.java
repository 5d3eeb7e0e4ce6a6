package dev.berth.registry.launcher.image;

import dev.berth.registry.engine.image.OciLayout;
import dev.berth.registry.engine.image.RepositoryImages;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.ContentName;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry image load}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Load an image with all its platforms from a directory that is an OCI image layout.",
            "Content that the registry has is not read again. Servers may run meanwhile."
        },
        footer = {"", "Example:", "  registry image load team/app:1.0 --from /backup/app registry.yml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:loaded", "1:not found, or failure", "2:invalid arguments or configuration"})
public final class ImageLoadCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ImageOptions options = new ImageOptions();

    @Option(names = "--from", paramLabel = "DIRECTORY", required = true, description = "The directory.")
    private Path directory = Path.of("");

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "The tag of the image in the directory (default: that of NAME).")
    private Optional<String> saved = Optional.empty();

    public ImageLoadCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        ContentName image = options.image();
        Reference source = saved.isPresent() ? options.tag("--tag", saved.get()) : image.reference();
        Optional<Tag> tag = image.reference() instanceof Tag named ? Optional.of(named) : Optional.empty();
        return options.run("loaded", output, registry -> {
            RepositoryImages repository =
                    new RepositoryImages(registry, image.repository().orElseThrow());
            return options.copy(OciLayout.open(directory), repository).copy(source, tag);
        });
    }
}
