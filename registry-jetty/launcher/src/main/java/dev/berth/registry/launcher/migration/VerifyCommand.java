package dev.berth.registry.launcher.migration;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry database verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Compare the content of the old registry in the configured storage with the content of this one.",
            "Check every tag, manifest and blob of each repository. Servers may run meanwhile."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is missing",
            "1:failure; the reason is printed",
            "2:invalid arguments or configuration",
            "3:content is missing, differs, or is broken in the old registry"
        },
        footer = {"", "Example:", "  registry database verify --deep --report findings.jsonl registry.yml"})
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final MigrationRun run;

    @Option(names = "--deep", description = "Read all content and verify its digests.")
    private boolean deep;

    /** A command that prints to {@code output} and shows its progress on {@code terminal}. */
    public VerifyCommand(Output output, Terminal terminal) {
        run = new MigrationRun(output, terminal);
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        return run.withStores(
                false,
                migration ->
                        run.report(Steps.ALL, true, (request, progress) -> migration.verify(request, deep, progress)));
    }
}
