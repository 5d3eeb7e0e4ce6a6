package dev.berth.registry.migration;

import java.util.Objects;

/**
 * The part of an import to run.
 *
 * @param steps the steps to run
 * @param dryRun whether to read and validate only; nothing is written
 * @param repositories names of repositories, where {@code *} stands for any text; {@code *} for all
 * @param threads the number of repositories imported at a time, at least 1
 * @param readTags whether to read the link of each tag, where the times of the files are not those of their writing
 * @param tagReads the number of links of tags of a repository read at a time, at least 1
 */
public record MigrationRequest(
        Steps steps, boolean dryRun, String repositories, int threads, boolean readTags, int tagReads) {
    /** All repositories and all steps, by eight threads. */
    public static final MigrationRequest DEFAULT = new MigrationRequest(Steps.ALL, false, "*", 8, false);

    /** The steps of an import. */
    public enum Steps {
        /** Blobs, links and manifests. The old registry may stay in use. */
        ONE,
        /** Tags, and what changed since step one. */
        TWO,
        /** Content that no repository uses is scheduled for review. */
        THREE,
        /** All of them, one after the other. */
        ALL
    }

    /** Refuses fewer threads than one. */
    public MigrationRequest {
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(repositories, "repositories");
        if (threads < 1 || tagReads < 1) {
            throw new IllegalArgumentException("not a number of threads: " + Math.min(threads, tagReads));
        }
    }

    /** The same with links of tags that are read one after the other. */
    public MigrationRequest(Steps steps, boolean dryRun, String repositories, int threads, boolean readTags) {
        this(steps, dryRun, repositories, threads, readTags, 1);
    }

    /** The same for these steps. */
    public MigrationRequest with(Steps chosen) {
        return new MigrationRequest(chosen, dryRun, repositories, threads, readTags, tagReads);
    }

    /** True when all repositories are imported. */
    public boolean isWhole() {
        return repositories.equals("*");
    }
}
