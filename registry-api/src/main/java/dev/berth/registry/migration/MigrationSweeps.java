package dev.berth.registry.migration;

import dev.berth.registry.model.RepositoryName;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Decides on the sweeps of an import that follows an old registry in use. */
@FunctionalInterface
public interface MigrationSweeps {

    /**
     * Waits until the next sweep is due.
     *
     * @return the repositories to import, none for a sweep of all; empty to end the import
     */
    Optional<Set<RepositoryName>> next();

    /**
     * Sweeps of all repositories.
     *
     * @param again waits until the next sweep is due; false ends the import
     */
    static MigrationSweeps ofAll(BooleanSupplier again) {
        return () -> again.getAsBoolean() ? Optional.of(Set.of()) : Optional.empty();
    }
}
