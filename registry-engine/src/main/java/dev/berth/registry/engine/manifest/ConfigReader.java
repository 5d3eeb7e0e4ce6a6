package dev.berth.registry.engine.manifest;

import dev.berth.registry.TaggedImage.ImagePlatform;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the platform from the config of an image (OCI Image Specification, config.md). */
public final class ConfigReader {
    private static final Set<String> KNOWN = Set.of("architecture", "os", "os.version", "variant");

    private final StrictJson json;
    private @Nullable String architecture;
    private @Nullable String operatingSystem;
    private Optional<String> variant = Optional.empty();
    private Optional<String> version = Optional.empty();

    private ConfigReader(StrictJson json) {
        this.json = json;
    }

    /** Empty when the content names no platform, or is no config. */
    public static Optional<ImagePlatform> platform(byte[] content) {
        try (StrictJson json = new StrictJson(content)) {
            ConfigReader reader = new ConfigReader(json);
            json.document(reader::member);
            return reader.platform();
        } catch (IOException notAConfig) {
            return Optional.empty();
        }
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "architecture" -> architecture = json.string(name).orElse(null);
            case "os" -> operatingSystem = json.string(name).orElse(null);
            case "variant" -> variant = json.string(name).filter(text -> !text.isEmpty());
            case "os.version" -> version = json.string(name).filter(text -> !text.isEmpty());
            default -> json.skip(name, KNOWN);
        }
    }

    private Optional<ImagePlatform> platform() {
        return architecture == null || operatingSystem == null
                ? Optional.empty()
                : Optional.of(new ImagePlatform(architecture, operatingSystem, variant, version));
    }
}
