package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.EffectiveConfiguration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.ReportText;
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
        description = "Validate and print configurations.")
public final class ConfigCommand {
    /** {@code registry config check}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            versionProvider = Release.class,
            description = {
                "Validate a configuration and test the database, storage, files and URLs it names.",
                "Print the result first, then warnings and tests."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:valid, all tests passed", "1:valid, a test failed", "2:invalid"},
            footer = {"", "Example:", "  registry config check --print registry.yml"})
    public static final class Check implements Callable<Integer> {
        private static final int FAILED = 1;

        private final Output output;

        @Mixin
        private ConfigurationSource source = new ConfigurationSource();

        @Mixin
        private DataOption data = new DataOption();

        @Option(
                names = "--print",
                description = "Print the effective configuration too, without secrets, with the origin of each value.")
        private boolean print;

        @Option(names = "--json", description = "Print JSON, with the effective configuration.")
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
            long failed = trials.stream().filter(trial -> !trial.works()).count();
            output.line(source + ": valid, "
                    + ReportText.of(configuration.warnings().size(), "warning", "warnings") + "; "
                    + (failed == 0 ? "all tests passed" : ReportText.of(failed, "test", "tests") + " failed"));
            configuration.warnings().forEach(warning -> output.line(warning.toString()));
            trials.forEach(trial -> output.line(trial.toString()));
            if (print) {
                output.line("");
                output.line(new EffectiveConfiguration(configuration).yaml());
            }
        }
    }
}
