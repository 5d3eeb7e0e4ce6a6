package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InsightKeys;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.config.Keys;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code registry ui}. */
@Command(
        name = "ui",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Print the address of the web page.",
        footer = {"", "Example:", "  registry ui registry.yml"})
public final class UiCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    public UiCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration {
        Configuration configuration = source.read();
        if (!configuration.get(InsightKeys.UI_ENABLED) || !configuration.get(InsightKeys.API_ENABLED)) {
            throw new WrongSettings("the web page is not served: set ui.enabled and api.enabled to true");
        }
        output.line(base(configuration).replaceAll("/+$", "") + "/ui/");
        return 0;
    }

    /** The address for clients if it is set, else the one on which the server listens. */
    private static String base(Configuration configuration) {
        return configuration.get(Keys.HTTP_HOST).orElseGet(() -> {
            String scheme = configuration.get(Keys.HTTP_TLS_CERTIFICATE).isPresent() ? "https" : "http";
            return scheme + "://" + configuration.get(Keys.HTTP_ADDR).onThisMachine("localhost");
        });
    }
}
