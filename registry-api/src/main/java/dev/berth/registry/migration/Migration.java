package dev.berth.registry.migration;

import dev.berth.registry.model.RepositoryName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a registry in that keeps its metadata as files in blob storage, in the layout of CNCF distribution ({@code
 * docker/registry/v2/}). Content stays where it is. May be interrupted at any moment and repeated as often as wanted: a
 * repetition costs the difference. Safe for use by several threads; one import runs at a time.
 */
public interface Migration {

    /**
     * Runs an import. Content that cannot be imported is reported and left out; the run continues.
     *
     * @throws dev.berth.registry.RegistryException UNSUPPORTED when storage has no such registry, when another import
     *     runs or when the move is finished; UNAVAILABLE when database or storage do not answer
     */
    MigrationReport run(MigrationRequest request, MigrationListener listener);

    /**
     * Follows an old registry in use: imports everything, and then the tags and changes in repeated sweeps. A sweep
     * that fails for a while is repeated like any other. Nothing is scheduled for review. A last run of step two, after
     * the old registry has stopped, completes the move.
     *
     * @param request its steps are ignored
     * @param sweeps decides on each sweep after the first
     * @throws dev.berth.registry.RegistryException like {@link #run}
     */
    MigrationReport follow(MigrationRequest request, MigrationListener listener, MigrationSweeps sweeps);

    /**
     * Compares the content of the old registry with the content of this one: tags, manifests and blobs of each
     * repository.
     *
     * @param deep whether content is read and hashed, too
     * @throws dev.berth.registry.RegistryException UNSUPPORTED when storage has no such registry; UNAVAILABLE when
     *     database or storage do not answer
     */
    MigrationReport verify(MigrationRequest request, boolean deep, MigrationListener listener);

    /**
     * Writes all content to storage in the layout of the old registry, which can serve it from there: the way back,
     * with or without an earlier import. Imported content stays where it is, other content is copied inside the store.
     * Content deleted through this registry is removed from the layout; content that only the old registry has is kept
     * and reported. Interrupted or repeated, it writes the difference. The old registry must not take pushes meanwhile.
     *
     * @param request its steps are ignored
     * @throws dev.berth.registry.RegistryException UNSUPPORTED when storage has an old registry that was not
     *     imported, or another import or export runs; UNAVAILABLE when database or storage do not answer
     */
    MigrationReport export(MigrationRequest request, MigrationListener listener);

    /**
     * The run that began last.
     *
     * @throws dev.berth.registry.RegistryException UNAVAILABLE when the database does not answer
     */
    Optional<MigrationStatus> status();

    /**
     * The recorded runs of imports and takeovers, the last one first.
     *
     * @param most the greatest number of runs, at most 1,000
     * @throws dev.berth.registry.RegistryException UNAVAILABLE when the database does not answer
     */
    List<MigrationRun> runs(int most);

    /**
     * Ends the move: the collector may delete content that only the old registry used, and unreferenced content is
     * scheduled for review. A return to the old registry is then possible by an export only.
     *
     * @return the number of manifests, links and blobs scheduled for review
     * @throws dev.berth.registry.RegistryException UNAVAILABLE when the database does not answer
     */
    int finish();

    /**
     * Undoes all imports: tags that still have the imported target are deleted, imported manifests and links are
     * scheduled for review. Content pushed or moved through this registry stays, and so do the objects in storage,
     * which belong to the old registry. An import may follow, as if it were the first. May be repeated.
     *
     * @return the number of tags, manifests and links affected
     * @throws dev.berth.registry.RegistryException UNSUPPORTED when the move is finished, a takeover has not ended,
     *     or an import runs; UNAVAILABLE when the database does not answer
     */
    int reset();

    /**
     * Gives up the import of a repository by a takeover, because storage cannot read its files, for example. It is
     * served with the content of its earlier imports, and the takeover can end. An import imports the rest later.
     *
     * @return false when the takeover has no unfinished repository of this name
     * @throws dev.berth.registry.RegistryException UNSUPPORTED when no takeover is active; UNAVAILABLE when the
     *     database does not answer
     */
    boolean giveUp(RepositoryName repository);

    /**
     * Removes the metadata files of the old registry from storage; content stays. May be interrupted and repeated.
     *
     * @param dryRun whether to count only
     * @return the number of files
     * @throws dev.berth.registry.RegistryException UNSUPPORTED when the move is not finished, or an import or export
     *     runs; UNAVAILABLE when database or storage do not answer
     */
    long clean(boolean dryRun, MigrationListener listener);

    /**
     * The number of repositories, manifests, tags, links and blobs of this registry, imported or not, by these names.
     * Reads whole tables.
     *
     * @throws dev.berth.registry.RegistryException UNAVAILABLE when the database does not answer
     */
    Map<String, Long> rows();
}
