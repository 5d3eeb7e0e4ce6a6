package dev.berth.registry.launcher.migration;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.RepositoryArgument;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code registry database import give-up}. */
@Command(
        name = "give-up",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Give up the import of a repository that keeps a takeover open, because storage cannot read its files.",
            "It is served with the content of its earlier imports; an import brings the rest later."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:given up", "1:no unfinished repository of this name, or failure", "2:invalid arguments"})
public final class ImportGiveUpCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final MoveEnd end;

    /** A command that prints to {@code output}. */
    public ImportGiveUpCommand(Output output, Terminal terminal) {
        end = new MoveEnd(output, terminal);
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        RepositoryName repository = RepositoryArgument.of(command, name);
        Configuration configuration = end.configuration();
        return end.run(configuration, true, (migration, progress) -> {
            if (!migration.giveUp(repository)) {
                throw new IOException("the takeover has no unfinished repository " + repository);
            }
            return end.result("repositories", 1);
        });
    }
}
