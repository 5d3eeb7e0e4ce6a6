package dev.berth.registry.launcher;

import dev.berth.registry.RegistryException;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.backup.BackupCommand;
import dev.berth.registry.launcher.backup.BackupHoldCommand;
import dev.berth.registry.launcher.backup.BackupReleaseCommand;
import dev.berth.registry.launcher.command.CompletionCommand;
import dev.berth.registry.launcher.command.ConfigCommand;
import dev.berth.registry.launcher.command.Confirmation;
import dev.berth.registry.launcher.command.DatabaseCommand;
import dev.berth.registry.launcher.command.EventsCommand;
import dev.berth.registry.launcher.command.FailureText;
import dev.berth.registry.launcher.command.GcCommand;
import dev.berth.registry.launcher.command.GcExplainCommand;
import dev.berth.registry.launcher.command.GcForecastCommand;
import dev.berth.registry.launcher.command.GcRunCommand;
import dev.berth.registry.launcher.command.GcStatusCommand;
import dev.berth.registry.launcher.command.HealthCommand;
import dev.berth.registry.launcher.command.HtpasswdCommand;
import dev.berth.registry.launcher.command.MigrateCommand;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.ServeCommand;
import dev.berth.registry.launcher.command.StorageAdoptCommand;
import dev.berth.registry.launcher.command.StorageCheckCommand;
import dev.berth.registry.launcher.command.StorageCommand;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.command.UiCommand;
import dev.berth.registry.launcher.command.VersionCommand;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.image.ImageCommand;
import dev.berth.registry.launcher.image.ImageLoadCommand;
import dev.berth.registry.launcher.image.ImageSaveCommand;
import dev.berth.registry.launcher.management.ManifestCommand;
import dev.berth.registry.launcher.management.ManifestListCommand;
import dev.berth.registry.launcher.management.ManifestUndeleteCommand;
import dev.berth.registry.launcher.management.RepositoryCommand;
import dev.berth.registry.launcher.management.RepositoryDeleteCommand;
import dev.berth.registry.launcher.management.RepositoryListCommand;
import dev.berth.registry.launcher.management.RepositoryRenameCommand;
import dev.berth.registry.launcher.management.RepositoryShowCommand;
import dev.berth.registry.launcher.management.SearchCommand;
import dev.berth.registry.launcher.management.TagCommand;
import dev.berth.registry.launcher.management.TagDeleteCommand;
import dev.berth.registry.launcher.management.TagListCommand;
import dev.berth.registry.launcher.management.TagUndeleteCommand;
import dev.berth.registry.launcher.management.UsageCommand;
import dev.berth.registry.launcher.management.UsageShowCommand;
import dev.berth.registry.launcher.management.UsageTopCommand;
import dev.berth.registry.launcher.management.UsageUnusedCommand;
import dev.berth.registry.launcher.migration.ExportCommand;
import dev.berth.registry.launcher.migration.ImportCleanCommand;
import dev.berth.registry.launcher.migration.ImportCommand;
import dev.berth.registry.launcher.migration.ImportFinishCommand;
import dev.berth.registry.launcher.migration.ImportGiveUpCommand;
import dev.berth.registry.launcher.migration.VerifyCommand;
import dev.berth.registry.launcher.startup.PrepareCommand;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command {@code registry}. */
@Command(
        name = "registry",
        description = "A container registry: metadata in PostgreSQL, content in blob storage.",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:failure; the reason is printed", "2:invalid arguments or configuration"},
        footer = {
            "",
            "Examples:",
            "  registry serve                       Run a registry on 127.0.0.1:5000.",
            "  registry config check registry.yml   Validate and test a configuration.",
            "  registry help serve                  Show the options of a command."
        })
public final class Launcher {
    private static final int FAILED = 1;

    /** Only picocli makes one. */
    Launcher() {}

    /** Runs the command these arguments name and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    public static int run(String... arguments) {
        return run(writer(System.out), writer(System.err), arguments);
    }

    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Logging.startPlain();
        return commands(new Output(out), new Terminal(err), arguments)
                .setExecutionExceptionHandler(failures())
                .setOut(out)
                .setErr(err)
                .execute(arguments);
    }

    /**
     * The commands that these arguments may name. Picocli reads the annotations of all that it has, which is a third of
     * the processor time of a start, so the commands of servers and containers are alone.
     */
    private static CommandLine commands(Output output, Terminal terminal, String... arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "serve" -> new CommandLine(new Launcher()).addSubcommand(new ServeCommand(output));
            case "health" -> new CommandLine(new Launcher()).addSubcommand(new HealthCommand(output));
            default -> commands(output, terminal);
        };
    }

    static CommandLine commands(Output output, Terminal terminal) {
        return new CommandLine(new Launcher())
                .addSubcommand(new ServeCommand(output))
                .addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.Check(output)))
                .addSubcommand(new CommandLine(new DatabaseCommand())
                        .addSubcommand(new MigrateCommand(output, Confirmation.onTerminal()))
                        .addSubcommand(importCommands(output, terminal))
                        .addSubcommand(new VerifyCommand(output, terminal))
                        .addSubcommand(new ExportCommand(output, terminal)))
                .addSubcommand(new CommandLine(new GcCommand())
                        .addSubcommand(new GcStatusCommand(output))
                        .addSubcommand(new GcForecastCommand(output))
                        .addSubcommand(new GcExplainCommand(output))
                        .addSubcommand(new GcRunCommand(output, terminal)))
                .addSubcommand(new CommandLine(new StorageCommand())
                        .addSubcommand(new StorageCheckCommand(output, terminal))
                        .addSubcommand(new StorageAdoptCommand(output, Confirmation.onTerminal())))
                .addSubcommand(new CommandLine(new BackupCommand())
                        .addSubcommand(new BackupHoldCommand(output))
                        .addSubcommand(new BackupReleaseCommand(output)))
                .addSubcommand(repositoryCommands(output))
                .addSubcommand(new CommandLine(new ImageCommand())
                        .addSubcommand(new ImageSaveCommand(output))
                        .addSubcommand(new ImageLoadCommand(output)))
                .addSubcommand(tagCommands(output))
                .addSubcommand(manifestCommands(output))
                .addSubcommand(usageCommands(output))
                .addSubcommand(new SearchCommand(output))
                .addSubcommand(new CommandLine(new EventsCommand())
                        .addSubcommand(new EventsCommand.Listing(output))
                        .addSubcommand(new EventsCommand.Resend(output))
                        .addSubcommand(new EventsCommand.Discard(output, Confirmation.onTerminal())))
                .addSubcommand(new HtpasswdCommand(output, System.in))
                .addSubcommand(new HealthCommand(output))
                .addSubcommand(new PrepareCommand(output))
                .addSubcommand(new VersionCommand(output))
                .addSubcommand(new UiCommand(output))
                .addSubcommand(new CompletionCommand(output))
                .addSubcommand(new CommandLine.HelpCommand());
    }

    private static CommandLine importCommands(Output output, Terminal terminal) {
        return new CommandLine(new ImportCommand(output, terminal, Confirmation.onTerminal()))
                .addSubcommand(new ImportFinishCommand(output, terminal))
                .addSubcommand(new ImportGiveUpCommand(output, terminal))
                .addSubcommand(new ImportCleanCommand(output, terminal, Confirmation.onTerminal()));
    }

    private static CommandLine repositoryCommands(Output output) {
        return new CommandLine(new RepositoryCommand())
                .addSubcommand(new RepositoryListCommand(output))
                .addSubcommand(new RepositoryShowCommand(output))
                .addSubcommand(new RepositoryRenameCommand(output))
                .addSubcommand(new RepositoryDeleteCommand(output, Confirmation.onTerminal()));
    }

    private static CommandLine tagCommands(Output output) {
        return new CommandLine(new TagCommand())
                .addSubcommand(new TagListCommand(output))
                .addSubcommand(new TagDeleteCommand(output, Confirmation.onTerminal()))
                .addSubcommand(new TagUndeleteCommand(output));
    }

    private static CommandLine manifestCommands(Output output) {
        return new CommandLine(new ManifestCommand())
                .addSubcommand(new ManifestListCommand(output))
                .addSubcommand(new ManifestUndeleteCommand(output));
    }

    private static CommandLine usageCommands(Output output) {
        return new CommandLine(new UsageCommand())
                .addSubcommand(new UsageShowCommand(output))
                .addSubcommand(new UsageUnusedCommand(output))
                .addSubcommand(new UsageTopCommand(output));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.defaultCharset());
    }

    /** A failure a person can act on is one line; anything else is a defect and has a stack trace. */
    private static IExecutionExceptionHandler failures() {
        return (failure, command, parsed) -> {
            if (failure instanceof InvalidConfiguration) {
                command.getErr().println(failure.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            if (failure instanceof WrongSettings) {
                command.getErr().println("registry: " + FailureText.of(failure));
                return CommandLine.ExitCode.USAGE;
            }
            if (failure instanceof IOException
                    || failure instanceof StoreException
                    || failure instanceof RegistryException) {
                command.getErr().println("registry: " + FailureText.of(failure));
                return FAILED;
            }
            throw failure;
        };
    }
}
