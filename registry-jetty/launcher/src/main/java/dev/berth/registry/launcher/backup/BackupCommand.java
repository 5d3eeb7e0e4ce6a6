package dev.berth.registry.launcher.backup;

import dev.berth.registry.launcher.Release;
import picocli.CommandLine.Command;

/** {@code registry backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Hold deletions from storage while a running registry is backed up.",
            "Hold, back up the database, copy the storage, release: docs/backup.md has the details."
        })
public final class BackupCommand {}
