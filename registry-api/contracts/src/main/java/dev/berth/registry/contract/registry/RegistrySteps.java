package dev.berth.registry.contract.registry;

import dev.berth.registry.Blob;
import dev.berth.registry.Chunk;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.MountSource;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.Uploads;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Random steps on a registry. The same source makes the same steps. For one thread. */
final class RegistrySteps {
    private final RegistryUniverse universe = new RegistryUniverse();
    private final Generated generated;
    private final List<Started> started = new ArrayList<>();

    /** A session and the blob that is uploaded in it. */
    private record Started(int number, RepositoryName repository, int blob) {}

    /** A registry, and what its sessions are called, by their number. */
    record Driven(Registry registry, List<UploadId> sessions) {
        static Driven of(Registry registry) {
            return new Driven(registry, new ArrayList<>());
        }

        private UploadId id(Started session) {
            return sessions.get(session.number);
        }
    }

    /** A call that can be made on several registries, with its description. */
    record Step(String what, Call call) {
        /** The answer, or why it was refused. */
        Object run(Driven driven) throws IOException {
            try {
                return call.on(driven);
            } catch (RegistryException e) {
                return e.errors().stream().map(Step::comparable).toList();
            }
        }

        /** Without the names of sessions, which differ. */
        private static String comparable(RegistryError error) {
            return "refused: %s %s %s"
                    .formatted(
                            error.code(),
                            error.detail().get("digest"),
                            error.detail().get("offset"));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** One call. */
    interface Call {
        Object on(Driven driven) throws IOException;
    }

    /** A call that answers nothing. */
    private interface Action {
        void on(Driven driven);
    }

    RegistrySteps(Generated generated) {
        this.generated = generated;
    }

    /** Any step. */
    Step next() {
        int kind = generated.below(17);
        return switch (kind) {
            case 0, 1, 2 -> push();
            case 3 -> mount();
            case 4, 5, 6, 7 -> put();
            case 8 -> generated.oneIn(2) ? deleteManifest() : deleteTag();
            case 9 -> generated.oneIn(3) ? deleteBlob() : readBlob();
            case 10 -> findManifest();
            case 11 -> referrers();
            case 12 -> generated.oneIn(2) ? tags() : catalog();
            default -> started.isEmpty() || kind == 13 ? start() : goOn(recent());
        };
    }

    /** One of the last few sessions: most of the others have ended. */
    private Started recent() {
        return started.get(started.size() - 1 - generated.below(Math.min(4, started.size())));
    }

    private Step goOn(Started session) {
        return switch (generated.below(8)) {
            case 0 -> cancel(session);
            case 1 -> finish(session);
            case 2 -> status(session);
            default -> append(session);
        };
    }

    private Step push() {
        RepositoryName repository = repository();
        int blob = blob();
        int sent = generated.oneIn(8) ? blob() : blob;
        return action(
                "push blob %d as %d into %s".formatted(sent, blob, repository),
                driven -> driven.registry
                        .uploads()
                        .push(repository, universe.digestOf(blob), new ByteArrayInputStream(universe.blobs.get(sent))));
    }

    private Step start() {
        Started session = new Started(started.size(), repository(), blob());
        DigestAlgorithm algorithm = generated.oneOf(List.of(DigestAlgorithm.values()));
        started.add(session);
        return action(
                "start " + session,
                driven -> driven.sessions.add(driven.registry
                        .uploads()
                        .start(session.repository, algorithm)
                        .id()));
    }

    private Step append(Started session) {
        int offset = generated.below(3) * 350;
        int announced = generated.below(2) * 350;
        int sent = generated.oneIn(6) ? generated.below(400) : announced;
        Optional<ByteRange> range =
                generated.oneIn(3) ? Optional.empty() : Optional.of(new ByteRange(offset, announced));
        return new Step(
                "append %d bytes to %s at %s".formatted(sent, session, range),
                driven -> driven.registry
                        .uploads()
                        .append(session.repository, driven.id(session), new Chunk(bytes(session.blob, sent), range))
                        .offset());
    }

    /** With the remaining bytes of the blob, unless more than the blob was appended. */
    private Step finish(Started session) {
        return action("finish " + session, driven -> {
            Uploads uploads = driven.registry.uploads();
            long offset = uploads.status(session.repository, driven.id(session)).offset();
            int rest = (int) Math.max(0, universe.blobs.get(session.blob).length - offset);
            uploads.finish(
                    session.repository,
                    driven.id(session),
                    universe.digestOf(session.blob),
                    Chunk.stream(bytes(session.blob, rest)));
        });
    }

    private Step status(Started session) {
        return new Step(
                "status of " + session,
                driven -> driven.registry
                        .uploads()
                        .status(session.repository, driven.id(session))
                        .offset());
    }

    private Step cancel(Started session) {
        return action(
                "cancel " + session,
                driven -> driven.registry.uploads().cancel(session.repository, driven.id(session)));
    }

    private Step mount() {
        RepositoryName target = repository();
        RepositoryName source = repository();
        Digest digest = universe.digestOf(blob());
        MountSource from = generated.oneIn(2)
                ? new MountSource.From(source)
                : new MountSource.Anywhere(readable -> readable.equals(source));
        return new Step(
                "mount %s from %s into %s".formatted(digest, source, target),
                driven -> driven.registry.uploads().mount(target, digest, from));
    }

    private Step put() {
        RepositoryName repository = repository();
        ManifestText text = generated.oneOf(universe.manifests);
        Reference reference = generated.oneIn(2) ? text.digest() : tag();
        List<Tag> tags = generated.oneIn(3) ? List.of(tag(), tag()) : List.of();
        ManifestPush push = new ManifestPush(reference, tags, Optional.of(text.mediaType()), text.bytes());
        return new Step(
                "put %s into %s by %s and %s".formatted(text.digest(), repository, reference, tags),
                driven -> driven.registry.manifests().put(repository, push));
    }

    private Step deleteManifest() {
        RepositoryName repository = repository();
        Digest digest = generated.oneOf(universe.manifests).digest();
        return action(
                "delete %s@%s".formatted(repository, digest),
                driven -> driven.registry.manifests().delete(repository, digest));
    }

    private Step deleteTag() {
        RepositoryName repository = repository();
        Tag tag = tag();
        return action(
                "delete %s:%s".formatted(repository, tag),
                driven -> driven.registry.tags().delete(repository, tag));
    }

    private Step deleteBlob() {
        RepositoryName repository = repository();
        Digest digest = universe.digestOf(blob());
        return action(
                "delete blob %s of %s".formatted(digest, repository),
                driven -> driven.registry.blobs().delete(repository, digest));
    }

    private Step findManifest() {
        RepositoryName repository = repository();
        Reference reference =
                generated.oneIn(2) ? tag() : generated.oneOf(universe.manifests).digest();
        return new Step(
                "find %s in %s".formatted(reference, repository),
                driven -> List.of(
                        driven.registry.manifests().find(repository, reference),
                        driven.registry.manifests().confirm(repository, reference)));
    }

    private Step readBlob() {
        RepositoryName repository = repository();
        Digest digest = universe.digestOf(blob());
        return new Step("read blob %s of %s".formatted(digest, repository), driven -> {
            Optional<Blob> blob = driven.registry.blobs().find(repository, digest);
            return blob.isEmpty()
                    ? "absent"
                    : RegistryClaims.digest(RegistryClaims.read(
                            blob.get(), ByteRange.whole(blob.get().size())));
        });
    }

    private Step referrers() {
        RepositoryName repository = repository();
        Digest subject = generated.oneOf(universe.manifests).digest();
        Optional<MediaType> type =
                generated.oneIn(2) ? Optional.empty() : Optional.of(new MediaType(RegistryUniverse.SIGNATURE));
        PageRequest page = page(generated.oneOf(universe.manifests).digest().toString());
        return new Step(
                "referrers of %s in %s of %s, %s".formatted(subject, repository, type, page),
                driven -> driven.registry.manifests().referrers(repository, subject, new ReferrersRequest(type, page)));
    }

    private Step tags() {
        RepositoryName repository = repository();
        PageRequest page = page(tag().value());
        return new Step(
                "tags of %s, %s".formatted(repository, page),
                driven -> driven.registry.tags().list(repository, page));
    }

    private Step catalog() {
        PageRequest page = page(repository().value());
        RepositoryName hidden = repository();
        return new Step(
                "catalog without %s, %s".formatted(hidden, page),
                driven -> driven.registry.catalog().list(page, name -> !name.equals(hidden)));
    }

    private static Step action(String what, Action action) {
        return new Step(what, driven -> {
            action.on(driven);
            return "done";
        });
    }

    private PageRequest page(String last) {
        int limit = generated.below(4);
        return generated.oneIn(2) ? PageRequest.first(limit) : PageRequest.after(last, limit);
    }

    private static InputStream bytes(int blob, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) blob);
        return new ByteArrayInputStream(bytes);
    }

    private RepositoryName repository() {
        return generated.oneOf(universe.repositories);
    }

    private Tag tag() {
        return generated.oneOf(universe.tags);
    }

    private int blob() {
        return generated.below(universe.blobs.size());
    }
}
