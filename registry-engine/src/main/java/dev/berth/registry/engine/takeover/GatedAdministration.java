package dev.berth.registry.engine.takeover;

import dev.berth.registry.Administration;
import dev.berth.registry.Deletions;
import dev.berth.registry.RepositoryDeletion;
import dev.berth.registry.TagDeletion;
import dev.berth.registry.TagPreview;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import java.time.Instant;
import java.util.function.Predicate;

/** Changes of single repositories when they are finished, of several when all are. */
record GatedAdministration(Administration administration, TakeoverGate gate) implements Administration {

    @Override
    public Deletions deletions() {
        return new GatedDeletions(administration.deletions(), gate);
    }

    @Override
    public Instant lease(Rename rename) {
        gate.requireEnd();
        return administration.lease(rename);
    }

    @Override
    public void rename(Rename rename) {
        gate.requireEnd();
        administration.rename(rename);
    }

    private record GatedDeletions(Deletions deletions, TakeoverGate gate) implements Deletions {

        @Override
        public TagPreview preview(RepositoryName repository, TagSelection selection, PageRequest page) {
            gate.require(repository);
            return deletions.preview(repository, selection, page);
        }

        @Override
        public TagDeletion delete(
                RepositoryName repository, TagSelection selection, PageRequest page, Predicate<Tag> deletable) {
            gate.require(repository);
            return deletions.delete(repository, selection, page, deletable);
        }

        @Override
        public RepositoryDeletion delete(RepositoryName repository) {
            gate.require(repository);
            return deletions.delete(repository);
        }

        @Override
        public RepositoryDeletion preview(RepositoryName repository) {
            gate.require(repository);
            return deletions.preview(repository);
        }

        @Override
        public RepositoryDeletion previewBelow(RepositoryName path, Predicate<RepositoryName> deletable) {
            gate.requireEnd();
            return deletions.previewBelow(path, deletable);
        }

        @Override
        public RepositoryDeletion deleteBelow(RepositoryName path, Predicate<RepositoryName> deletable) {
            gate.requireEnd();
            return deletions.deleteBelow(path, deletable);
        }
    }
}
