package dev.berth.registry.contract.metadata;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewUpload;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Random steps on a metadata store. The same source and the same clock make the same steps. For one thread. */
public final class MetadataSteps {
    /** The recipient of the events of the steps; their text begins with the name of the repository and a space. */
    static final String RECIPIENT = "steps";

    private final MetadataUniverse universe;
    private final Generated generated;
    private final Clock clock;
    private final List<NewUpload> sessions = new ArrayList<>();
    private int recorded;

    /** A call that can be made on several stores, with its description. */
    public record Step(String what, Call call) {
        /** The answer, or how it failed. */
        public Object run(MetadataStore store) {
            try {
                return call.on(store);
            } catch (StoreException e) {
                return "fails " + e.kind();
            }
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** One call of one role. */
    public interface Call {
        Object on(MetadataStore store) throws StoreException;
    }

    public MetadataSteps(MetadataUniverse universe, Generated generated, Clock clock) {
        this.universe = universe;
        this.generated = generated;
        this.clock = clock;
    }

    /** Any step, changes more often than reads. Puts refuse missing references. */
    public Step next() {
        return switch (generated.below(20)) {
            case 0, 1, 2, 3 -> put(NewManifest.MissingReferences.REFUSE);
            case 4, 5, 6 -> finish();
            case 7 -> mount();
            case 8 -> generated.oneIn(2) ? unlink() : deleteManifest();
            case 9 -> generated.oneIn(8) ? deleteRepository() : deleteTag();
            case 10 -> start();
            case 11 -> generated.oneIn(3) ? cancel() : advance();
            case 12 -> finishSession();
            case 13 -> touch();
            default -> read();
        };
    }

    /** A put whose references may be missing. */
    Step sparsePut() {
        return put(NewManifest.MissingReferences.REMEMBER);
    }

    /** Any step that changes nothing. */
    Step read() {
        return switch (generated.below(8)) {
            case 0 -> findByTag();
            case 1 -> findByDigest();
            case 2 -> referrers();
            case 3 -> listTags();
            case 4 -> findLink();
            case 5 -> holders();
            case 6 -> findSession();
            default -> listRepositories();
        };
    }

    private Step put(NewManifest.MissingReferences missing) {
        RepositoryName repository = repository();
        int i = generated.below(universe.manifests.size());
        ManifestDraft draft = universe.draft(i);
        for (int tags = generated.below(3); tags > 0; tags--) {
            String name = tag().value();
            if (generated.oneIn(6)) {
                draft.immutably(name);
            } else {
                draft.tagged(name);
            }
        }
        if (missing == NewManifest.MissingReferences.REMEMBER) {
            draft.rememberingMissing();
        }
        NewManifest manifest = draft.recording(recording(repository)).build();
        return new Step(
                "put manifest %d into %s as %s, for good %s, %s"
                        .formatted(i, repository, manifest.tags(), manifest.immutable(), missing),
                store -> store.manifests().put(repository, manifest));
    }

    private Step finish() {
        FinishedUpload upload = upload(repository(), Optional.empty(), generated.storageKey());
        return new Step("finish " + upload, store -> store.uploads().finish(upload));
    }

    private Step start() {
        NewUpload session = new NewUpload(
                repository(),
                generated.uploadId(),
                generated.storageKey(),
                generated.oneOf(List.of(DigestAlgorithm.values())),
                clock.instant().plus(Duration.ofMinutes(1 + generated.below(60))));
        sessions.add(session);
        return new Step("start " + session, store -> {
            store.uploads().start(session);
            return "started";
        });
    }

    private Step advance() {
        if (sessions.isEmpty()) {
            return start();
        }
        NewUpload session = generated.oneOf(sessions);
        int version = generated.below(3);
        WriterState state = new WriterState(generated.below(1_000), "token " + generated.below(1_000));
        return new Step(
                "advance %s from %d to %s".formatted(session, version, state),
                store -> store.uploads().advance(session.repository(), session.id(), version, state));
    }

    private Step finishSession() {
        if (sessions.isEmpty()) {
            return start();
        }
        NewUpload session = generated.oneOf(sessions);
        FinishedUpload upload = upload(
                session.repository(),
                Optional.of(new FinishedUpload.Session(session.id(), generated.below(3))),
                session.key());
        return new Step("finish " + upload, store -> store.uploads().finish(upload));
    }

    private FinishedUpload upload(RepositoryName repository, Optional<FinishedUpload.Session> session, StorageKey key) {
        Digest digest = blob();
        return new FinishedUpload(
                repository, session, digest, MetadataUniverse.sizeOf(digest), key, recording(repository));
    }

    private Step cancel() {
        if (sessions.isEmpty()) {
            return start();
        }
        NewUpload session = generated.oneOf(sessions);
        return new Step("cancel " + session, store -> store.uploads().cancel(session.repository(), session.id()));
    }

    private Step findSession() {
        if (sessions.isEmpty()) {
            return listRepositories();
        }
        NewUpload session = generated.oneOf(sessions);
        return new Step("find " + session, store -> store.uploads().find(session.repository(), session.id()));
    }

    private Step mount() {
        RepositoryName target = repository();
        RepositoryName source = repository();
        Digest digest = blob();
        List<NewEvent> events = recording(target);
        return new Step(
                "mount %s from %s into %s".formatted(digest, source, target),
                store -> store.blobLinks().mount(target, source, digest, events));
    }

    private Step touch() {
        RepositoryName repository = repository();
        if (generated.oneIn(2)) {
            Digest digest = blob();
            return new Step(
                    "touch blob %s of %s".formatted(digest, repository),
                    store -> store.blobLinks().touch(repository, digest));
        }
        Digest digest = manifest();
        return new Step(
                "touch manifest %s of %s".formatted(digest, repository),
                store -> store.manifests().touch(repository, digest));
    }

    private Step unlink() {
        RepositoryName repository = repository();
        Digest digest = blob();
        List<NewEvent> events = recording(repository);
        return new Step(
                "unlink %s from %s".formatted(digest, repository),
                store -> store.blobLinks().unlink(repository, digest, events));
    }

    private Step deleteManifest() {
        RepositoryName repository = repository();
        Digest digest = manifest();
        List<NewEvent> events = recording(repository);
        return new Step(
                "delete manifest %s of %s".formatted(digest, repository),
                store -> store.manifests().delete(repository, digest, events));
    }

    private Step deleteTag() {
        RepositoryName repository = repository();
        Tag tag = tag();
        List<NewEvent> events = recording(repository);
        return new Step(
                "delete tag %s of %s".formatted(tag, repository),
                store -> store.tags().delete(repository, tag, events));
    }

    private Step deleteRepository() {
        RepositoryName repository = repository();
        return new Step("delete " + repository, store -> store.repositories().delete(repository));
    }

    private Step findByTag() {
        RepositoryName repository = repository();
        Tag tag = tag();
        return new Step(
                "find %s:%s".formatted(repository, tag),
                store -> store.manifests().find(repository, tag));
    }

    private Step findByDigest() {
        RepositoryName repository = repository();
        Digest digest = manifest();
        return new Step(
                "find %s@%s".formatted(repository, digest),
                store -> store.manifests().find(repository, digest));
    }

    private Step findLink() {
        RepositoryName repository = repository();
        Digest digest = blob();
        return new Step(
                "find blob %s of %s".formatted(digest, repository),
                store -> store.blobLinks().find(repository, digest));
    }

    private Step referrers() {
        RepositoryName repository = repository();
        Digest subject = generated.oneOf(universe.subjects());
        Optional<MediaType> type =
                generated.oneIn(2) ? Optional.empty() : Optional.of(new MediaType(MetadataUniverse.SIGNATURE));
        PageRequest page = page(manifest().toString());
        return new Step(
                "referrers of %s in %s, %s, %s".formatted(subject, repository, type, page),
                store -> store.manifests().referrers(repository, subject, type, page));
    }

    private Step listTags() {
        RepositoryName repository = repository();
        PageRequest page = page(tag().value());
        return new Step(
                "tags of %s, %s".formatted(repository, page),
                store -> store.tags().list(repository, page));
    }

    private Step listRepositories() {
        PageRequest page = page(repository().value());
        return new Step("repositories, " + page, store -> store.repositories().list(page));
    }

    private Step holders() {
        Digest digest = blob();
        PageRequest page = page(repository().value());
        return new Step(
                "holders of %s, %s".formatted(digest, page),
                store -> store.blobLinks().holders(digest, page));
    }

    /** Half of all changes record unique events. */
    private List<NewEvent> recording(RepositoryName repository) {
        return generated.oneIn(2) ? List.of() : List.of(new NewEvent(RECIPIENT, repository + " " + ++recorded));
    }

    private PageRequest page(String last) {
        int limit = generated.below(5);
        return generated.oneIn(2) ? PageRequest.first(limit) : PageRequest.after(last, limit);
    }

    private RepositoryName repository() {
        return generated.oneOf(universe.repositories);
    }

    private Tag tag() {
        return generated.oneOf(universe.tags);
    }

    private Digest blob() {
        return generated.oneOf(universe.blobs);
    }

    private Digest manifest() {
        return generated.oneOf(universe.manifests);
    }
}
