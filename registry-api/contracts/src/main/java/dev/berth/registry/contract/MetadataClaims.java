package dev.berth.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A metadata store, its clock and the few steps all claims about one are made of. */
abstract class MetadataClaims {
    static final RepositoryName APP = new RepositoryName("team/app");
    static final RepositoryName OTHER = new RepositoryName("team/other");
    static final PageRequest ALL = PageRequest.first(1_000);

    final Generated generated = new Generated(Seed.of(getClass()).random());
    final TestClock clock = new TestClock();
    MetadataStore store;

    abstract MetadataStore emptyStore(Clock with) throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = emptyStore(clock);
    }

    final ManifestDraft draft() {
        return new ManifestDraft(generated.bytes(300));
    }

    /** Stores the manifest of the draft. */
    final Digest put(RepositoryName repository, ManifestDraft draft) throws StoreException {
        assertThat(store.manifests().put(repository, draft.build())).isEqualTo(new PutOutcome.Stored());
        return draft.digest();
    }

    final Digest anyDigest() {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(generated.bytes(20)));
    }

    /** Gives the repository a new blob. */
    final Digest newBlob(RepositoryName repository) throws StoreException {
        FinishedUpload upload = finished(repository, anyDigest());
        assertThat(store.uploads().finish(upload)).isEqualTo(FinishOutcome.STORED);
        return upload.digest();
    }

    /** A separate object, uploaded without a session. */
    final FinishedUpload finished(RepositoryName repository, Digest digest) {
        return new FinishedUpload(
                repository, Optional.empty(), digest, 1 + generated.below(1_000_000), generated.storageKey());
    }

    /** The object of a session at a version. */
    static FinishedUpload finished(NewUpload session, long version, Digest digest) {
        return new FinishedUpload(
                session.repository(),
                Optional.of(new FinishedUpload.Session(session.id(), version)),
                digest,
                100,
                session.key());
    }

    final NewUpload started(RepositoryName repository) throws StoreException {
        NewUpload upload = new NewUpload(
                repository,
                uploadId(),
                generated.storageKey(),
                DigestAlgorithm.SHA256,
                clock.instant().plus(Duration.ofDays(7)));
        store.uploads().start(upload);
        return upload;
    }

    final UploadId uploadId() {
        return generated.uploadId();
    }

    final boolean isLinked(RepositoryName repository, Digest digest) throws StoreException {
        return store.blobLinks().find(repository, digest).isPresent();
    }

    final boolean isStored(RepositoryName repository, Digest digest) throws StoreException {
        return store.manifests().find(repository, digest).isPresent();
    }

    final Optional<Digest> named(RepositoryName repository, String tag) throws StoreException {
        return store.manifests()
                .find(repository, new Tag(tag))
                .map(found -> found.manifest().digest());
    }

    final List<RepositoryName> repositories() throws StoreException {
        return store.repositories().list(ALL).items();
    }

    static List<String> texts(Page<?> page) {
        return page.items().stream().map(Object::toString).toList();
    }
}
