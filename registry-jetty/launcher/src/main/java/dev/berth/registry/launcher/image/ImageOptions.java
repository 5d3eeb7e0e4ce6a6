package dev.berth.registry.launcher.image;

import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.image.CopiedImage;
import dev.berth.registry.engine.image.ImageCopy;
import dev.berth.registry.engine.image.ImageSource;
import dev.berth.registry.engine.image.ImageTarget;
import dev.berth.registry.launcher.assembly.OfflineRegistry;
import dev.berth.registry.launcher.command.CommandStores;
import dev.berth.registry.launcher.command.ConfigurationSource;
import dev.berth.registry.launcher.command.ContentName;
import dev.berth.registry.launcher.command.DataOption;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The arguments that {@code registry image save} and {@code load} share. */
final class ImageOptions {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The image, as repository:tag or repository@digest.")
    private String name = "";

    @Option(names = "--referrers", description = "Include the referrers of the image: signatures, attestations, SBOMs.")
    private boolean referrers;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    /** Work with a registry. */
    interface Work {
        CopiedImage run(Registry registry) throws IOException;
    }

    ContentName image() {
        return ContentName.parse(name)
                .filter(parsed -> parsed.repository().isPresent())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "expected repository:tag or repository@digest, not '" + name + "'"));
    }

    /** The tag that an option gives. */
    Tag tag(String option, String text) {
        return Tag.parse(text)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), option + ": expected a tag, not '" + text + "'"));
    }

    ImageCopy copy(ImageSource from, ImageTarget to) {
        ImageCopy copy = ImageCopy.between(from, to);
        return referrers ? copy.withReferrers() : copy;
    }

    /** Opens the stores of the registry, whether a server runs or not, and prints the result. */
    int run(String done, Output output, Work work) throws IOException, StoreException, InvalidConfiguration {
        Configuration configuration = source.read();
        try (CommandStores stores = CommandStores.likeAServer(configuration, data.folder())) {
            CommandStores.Both both = stores.openImported();
            print(
                    done,
                    output,
                    work.run(OfflineRegistry.over(configuration, both.metadata(), both.blobs(), stores.clock())));
            return 0;
        } catch (RegistryException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(String done, Output output, CopiedImage image) {
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("digest", image.digest().toString());
            members.put("manifests", image.manifests());
            members.put("blobs", image.blobs());
            members.put("bytes", image.bytes());
            output.json(members);
        } else {
            output.line(done + ": " + name + " " + image.digest());
            output.line(image.manifests() + " manifests; " + image.blobs() + " new blobs, " + image.bytes() + " bytes");
        }
    }
}
