package dev.berth.registry;

import dev.berth.registry.model.RepositoryName;
import java.util.function.Predicate;

/** The source of a mount (OCI Distribution Specification, "Mounting a blob from another repository"). */
public sealed interface MountSource {

    /** This repository, which the caller may pull from. */
    record From(RepositoryName repository) implements MountSource {}

    /** Any repository the caller may pull from. */
    record Anywhere(Predicate<RepositoryName> readable) implements MountSource {}
}
