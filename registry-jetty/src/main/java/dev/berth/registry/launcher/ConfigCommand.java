package dev.berth.registry.launcher;

import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.EffectiveConfiguration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code registry config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Looks at configurations.",
        subcommands = ConfigCommand.Check.class)
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what about configurations? check, for example");
    }

    /** {@code registry config check}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            versionProvider = Release.class,
            description =
                    "Validates a configuration, prints what it amounts to without secrets, and tries what it names.")
    static final class Check implements Callable<Integer> {
        private static final int FAILED = 1;

        @Spec
        private CommandSpec spec;

        @Mixin
        private ConfigurationSource source = new ConfigurationSource();

        @Mixin
        private DataOption data = new DataOption();

        @Option(names = "--json", description = "prints JSON")
        private boolean json;

        @Override
        public Integer call() throws IOException, InvalidConfiguration {
            Configuration configuration = source.read();
            List<Trial> trials = new Trials(configuration, data.folder()).all();
            Output output = new Output(spec.commandLine().getOut());
            if (json) {
                output.json(asMap(configuration, trials));
            } else {
                print(configuration, trials, output);
            }
            return trials.stream().allMatch(Trial::works) ? 0 : FAILED;
        }

        private static Map<String, Object> asMap(Configuration configuration, List<Trial> trials) {
            return Map.of(
                    "settings", new EffectiveConfiguration(configuration).values(),
                    "warnings",
                            configuration.warnings().stream()
                                    .map(Object::toString)
                                    .toList(),
                    "trials", trials);
        }

        private static void print(Configuration configuration, List<Trial> trials, Output output) {
            output.line(new EffectiveConfiguration(configuration).yaml());
            configuration.warnings().forEach(warning -> output.line(warning.toString()));
            trials.forEach(trial -> output.line(trial.toString()));
        }
    }
}
