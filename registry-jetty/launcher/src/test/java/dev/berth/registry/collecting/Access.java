package dev.berth.registry.collecting;

import dev.berth.registry.Blob;
import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.MountSource;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryException;
import dev.berth.registry.UploadSession;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Calls of one repository, counted; what is unavailable is asked for again, as a client does. */
final class Access {
    private static final int ATTEMPTS = 60;

    private final Registry registry;
    private final RepositoryName repository;
    private final AtomicLong calls;

    Access(Registry registry, RepositoryName repository, AtomicLong calls) {
        this.registry = registry;
        this.repository = repository;
        this.calls = calls;
    }

    RepositoryName repository() {
        return repository;
    }

    boolean has(Digest blob) {
        return call(() -> registry.blobs().confirm(repository, blob)).isPresent();
    }

    boolean mount(Digest blob, RepositoryName source) {
        return call(() -> registry.uploads().mount(repository, blob, new MountSource.From(source)));
    }

    void push(byte[] blob) {
        perform(() -> registry.uploads().push(repository, Image.digest(blob), new ByteArrayInputStream(blob)));
    }

    /** In two chunks; begun anew when something fails. */
    void pushInChunks(byte[] blob) {
        perform(() -> {
            UploadSession session = begin(blob, blob.length / 2);
            Chunk rest = Chunk.stream(new ByteArrayInputStream(blob, blob.length / 2, blob.length));
            calls.addAndGet(2);
            registry.uploads().finish(repository, session.id(), Image.digest(blob), rest);
        });
    }

    /** Leaves an upload unfinished, or cancels it. */
    void breakOff(byte[] blob, boolean cancel) {
        perform(() -> {
            UploadSession session = begin(blob, blob.length);
            if (cancel) {
                calls.incrementAndGet();
                registry.uploads().cancel(repository, session.id());
            }
        });
    }

    private UploadSession begin(byte[] blob, int length) {
        UploadSession session = registry.uploads().start(repository, DigestAlgorithm.SHA256);
        return registry.uploads()
                .append(repository, session.id(), Chunk.stream(new ByteArrayInputStream(blob, 0, length)));
    }

    void put(Reference reference, Image image) {
        perform(() -> registry.manifests()
                .put(repository, new ManifestPush(reference, List.of(), Optional.empty(), image.content())));
    }

    Optional<Manifest> manifest(Reference reference) {
        return call(() -> registry.manifests().find(repository, reference));
    }

    Optional<Manifest> confirm(Reference reference) {
        return call(() -> registry.manifests().confirm(repository, reference));
    }

    /** The bytes of a blob; empty when there is none. */
    Optional<byte[]> read(Digest digest) {
        return call(() -> registry.blobs().find(repository, digest).map(Access::bytes));
    }

    private static byte[] bytes(Blob blob) {
        try (BlobContent content = blob.open(ByteRange.whole(blob.size()))) {
            return Channels.newInputStream(content.channel()).readAllBytes();
        } catch (IOException e) {
            throw new RegistryException(ErrorCode.UNAVAILABLE, e.toString());
        }
    }

    List<Digest> referrers(Digest subject) {
        ReferrersRequest all = new ReferrersRequest(Optional.empty(), PageRequest.first(1_000));
        return call(() -> registry.manifests().referrers(repository, subject, all)).items().stream()
                .map(Descriptor::digest)
                .toList();
    }

    void delete(Tag tag) {
        perform(() -> registry.tags().delete(repository, tag));
    }

    void deleteManifest(Digest digest) {
        perform(() -> registry.manifests().delete(repository, digest));
    }

    void deleteBlob(Digest digest) {
        perform(() -> registry.blobs().delete(repository, digest));
    }

    private void perform(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    private <T> T call(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            calls.incrementAndGet();
            try {
                return call.get();
            } catch (RegistryException e) {
                if (e.code() != ErrorCode.UNAVAILABLE || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
