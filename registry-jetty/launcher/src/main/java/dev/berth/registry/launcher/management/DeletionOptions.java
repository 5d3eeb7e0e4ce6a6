package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.command.Confirmation;
import picocli.CommandLine.Option;

/** The options of a command that deletes. */
final class DeletionOptions {
    @Option(names = "--dry-run", description = "Show what would be deleted, delete nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Delete without confirmation.")
    private boolean confirmed;

    boolean isDryRun() {
        return dryRun;
    }

    /** True when the operator has confirmed the deletion, by option or at the terminal. */
    boolean isConfirmed(Confirmation confirmation, String question) {
        return confirmed || confirmation.given(question + " Type yes to delete: ");
    }
}
