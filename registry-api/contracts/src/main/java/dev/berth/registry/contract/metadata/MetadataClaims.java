package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.BrokenRules;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.contract.TestClock;
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
import org.junit.jupiter.api.extension.ExtendWith;

/** A metadata store, its clock and the few steps all claims about one are made of. */
@ExtendWith(BrokenRules.class)
public abstract class MetadataClaims {
    public static final RepositoryName APP = new RepositoryName("team/app");
    public static final RepositoryName OTHER = new RepositoryName("team/other");
    public static final PageRequest ALL = PageRequest.first(1_000);

    public final Generated generated = new Generated(Seed.of(getClass()).random());
    public final TestClock clock = new TestClock();
    public MetadataStore store;

    protected abstract MetadataStore emptyStore(Clock with) throws Exception;

    @BeforeEach
    protected final void openStore() throws Exception {
        store = emptyStore(clock);
    }

    protected final ManifestDraft draft() {
        return new ManifestDraft(generated.bytes(300));
    }

    /** Stores the manifest of the draft. */
    protected final Digest put(RepositoryName repository, ManifestDraft draft) throws StoreException {
        assertThat(store.manifests().put(repository, draft.build())).isEqualTo(new PutOutcome.Stored());
        return draft.digest();
    }

    protected final Digest anyDigest() {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(generated.bytes(20)));
    }

    /** Gives the repository a new blob. */
    protected final Digest newBlob(RepositoryName repository) throws StoreException {
        FinishedUpload upload = finished(repository, anyDigest());
        assertThat(store.uploads().finish(upload)).isEqualTo(FinishOutcome.STORED);
        return upload.digest();
    }

    /** A separate object, uploaded without a session. */
    protected final FinishedUpload finished(RepositoryName repository, Digest digest) {
        return new FinishedUpload(
                repository, Optional.empty(), digest, 1 + generated.below(1_000_000), generated.storageKey());
    }

    /** The object of a session at a version. */
    protected static FinishedUpload finished(NewUpload session, long version, Digest digest) {
        return new FinishedUpload(
                session.repository(),
                Optional.of(new FinishedUpload.Session(session.id(), version)),
                digest,
                100,
                session.key());
    }

    protected final NewUpload started(RepositoryName repository) throws StoreException {
        NewUpload upload = new NewUpload(
                repository,
                uploadId(),
                generated.storageKey(),
                DigestAlgorithm.SHA256,
                clock.instant().plus(Duration.ofDays(7)));
        store.uploads().start(upload);
        return upload;
    }

    protected final UploadId uploadId() {
        return generated.uploadId();
    }

    protected final boolean isLinked(RepositoryName repository, Digest digest) throws StoreException {
        return store.blobLinks().find(repository, digest).isPresent();
    }

    protected final boolean isStored(RepositoryName repository, Digest digest) throws StoreException {
        return store.manifests().find(repository, digest).isPresent();
    }

    protected final Optional<Digest> named(RepositoryName repository, String tag) throws StoreException {
        return store.manifests()
                .find(repository, new Tag(tag))
                .map(found -> found.manifest().digest());
    }

    protected final List<RepositoryName> repositories() throws StoreException {
        return store.repositories().list(ALL).items();
    }

    protected static List<String> texts(Page<?> page) {
        return page.items().stream().map(Object::toString).toList();
    }
}
