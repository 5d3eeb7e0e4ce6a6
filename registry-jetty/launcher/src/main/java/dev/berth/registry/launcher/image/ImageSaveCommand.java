package dev.berth.registry.launcher.image;

import dev.berth.registry.engine.image.OciLayout;
import dev.berth.registry.engine.image.RepositoryImages;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.ContentName;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry image save}. */
@Command(
        name = "save",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Save an image with all its platforms to a directory, as an OCI image layout.",
            "A layout that exists gets the image in addition. Servers may run meanwhile."
        },
        footer = {"", "Example:", "  registry image save team/app:1.0 --to /backup/app registry.yml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:saved", "1:not found, or failure", "2:invalid arguments or configuration"})
public final class ImageSaveCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ImageOptions options = new ImageOptions();

    @Option(
            names = "--to",
            paramLabel = "DIRECTORY",
            required = true,
            description = "The directory; made if it does not exist.")
    private Path directory = Path.of("");

    public ImageSaveCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        ContentName image = options.image();
        return options.run("saved", output, registry -> {
            RepositoryImages repository =
                    new RepositoryImages(registry, image.repository().orElseThrow());
            return options.copy(repository, OciLayout.openOrCreate(directory)).copy(image.reference());
        });
    }
}
