package dev.berth.registry.launcher;

import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command {@code registry}. */
@Command(
        name = "registry",
        description = "A container registry: metadata in PostgreSQL, bytes in blob storage.",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        subcommands = {ServeCommand.class, ConfigCommand.class, DatabaseCommand.class, VersionCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:not done, for a reason told", "2:wrong options or configuration"},
        footer = {"", "registry serve runs with no configuration at all: see registry help serve."})
public final class Launcher implements Runnable {
    private static final int FAILED = 1;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Only picocli makes one. */
    Launcher() {}

    /** Runs the command these arguments name and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Logging.startPlain();
        return new CommandLine(new Launcher())
                .addSubcommand(new CommandLine.HelpCommand())
                .setExecutionExceptionHandler(failures())
                .setOut(out)
                .setErr(err)
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command? serve, for example");
    }

    /** What a person can act on is told in words; the rest is a defect and shows where it is. */
    private static IExecutionExceptionHandler failures() {
        return (failure, command, parsed) -> {
            if (failure instanceof InvalidConfiguration) {
                command.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            if (failure instanceof IOException || failure instanceof StoreException) {
                command.getErr().println("registry: " + Reason.of(failure));
                return FAILED;
            }
            throw failure;
        };
    }
}
