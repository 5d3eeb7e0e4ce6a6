package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code registry completion}; picocli's own command accepts arguments that it does not have. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Print a script that completes the commands and options in bash and zsh.",
        footer = {"", "Example:", "  source <(registry completion)"})
public final class CompletionCommand implements Runnable {
    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public CompletionCommand(Output output) {
        this.output = output;
    }

    @Override
    public void run() {
        output.line(AutoComplete.bash("registry", spec.root().commandLine()));
    }
}
