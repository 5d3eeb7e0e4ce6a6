package dev.berth.registry.launcher.command;

import dev.berth.registry.model.RepositoryName;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The name of a repository that an argument of a command gives. */
public final class RepositoryArgument {
    private RepositoryArgument() {}

    /** Reads the name; picocli prints a failure with the usage, and the exit code is 2. */
    public static RepositoryName of(CommandSpec command, String text) {
        return RepositoryName.parse(text)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "expected the name of a repository such as team/app, not '" + text + "'"));
    }
}
