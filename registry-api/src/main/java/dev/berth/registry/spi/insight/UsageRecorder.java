package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Collection;

/** Counts the use of manifests. No method blocks or fails. Safe for use by any number of threads. */
public interface UsageRecorder {
    /** Counts nothing. */
    UsageRecorder NONE = new NoUsage();

    /** A manifest was read under this name. */
    void pulled(RepositoryName repository, Reference reference, Digest manifest);

    /** The existence of a manifest under this name was confirmed: it is in use, and was not pulled. */
    void confirmed(RepositoryName repository, Reference reference, Digest manifest);

    /** A manifest was stored, with these tags set on it. */
    void pushed(RepositoryName repository, Digest manifest, Collection<Tag> tags);
}
