package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.EffectiveConfiguration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Looks at configurations.")
public final class ConfigCommand {
    /** {@code registry config check}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            versionProvider = Release.class,
            description =
                    "Validates a configuration, prints what it amounts to without secrets, and tries what it names.")
    public static final class Check implements Callable<Integer> {
        private static final int FAILED = 1;

        private final Output output;

        @Mixin
        private ConfigurationSource source = new ConfigurationSource();

        @Mixin
        private DataOption data = new DataOption();

        @Option(names = "--json", description = "prints JSON")
        private boolean json;

        public Check(Output output) {
            this.output = output;
        }

        @Override
        public Integer call() throws IOException, InvalidConfiguration {
            Configuration configuration = source.read();
            List<CheckResult> trials = new ConfigurationCheck(configuration, data.folder()).all();
            if (json) {
                output.json(asMap(configuration, trials));
            } else {
                print(configuration, trials);
            }
            return trials.stream().allMatch(CheckResult::works) ? 0 : FAILED;
        }

        private static Map<String, Object> asMap(Configuration configuration, List<CheckResult> trials) {
            return Map.of(
                    "settings", new EffectiveConfiguration(configuration).values(),
                    "warnings",
                            configuration.warnings().stream()
                                    .map(Object::toString)
                                    .toList(),
                    "trials", trials);
        }

        private void print(Configuration configuration, List<CheckResult> trials) {
            output.line(new EffectiveConfiguration(configuration).yaml());
            configuration.warnings().forEach(warning -> output.line(warning.toString()));
            trials.forEach(trial -> output.line(trial.toString()));
        }
    }
}
