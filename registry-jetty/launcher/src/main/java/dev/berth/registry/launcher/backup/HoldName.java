package dev.berth.registry.launcher.backup;

import dev.berth.registry.maintenance.DeletionHold;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The name of a hold on a command line. */
final class HoldName {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "backup",
            description = "The name of the hold (default: ${DEFAULT-VALUE}). Backups at the same time need several.")
    private String name = "";

    String value() {
        if (!DeletionHold.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name: expected 1 to 64 letters, digits, '.', '_' and '-', not '" + name + "'");
        }
        return name;
    }
}
