package dev.berth.registry.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code registry database}. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Works on the database.",
        subcommands = MigrateCommand.class)
final class DatabaseCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what about the database? migrate, for example");
    }
}
