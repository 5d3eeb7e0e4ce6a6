package dev.berth.registry.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Works at random in a repository of its own, and so knows exactly what must be there; and in one that all share. For
 * one thread.
 */
final class Customer {
    private static final int TAGS = 8;
    private static final int PUSHES = 200;

    private final Access own;
    private final Access shared;
    private final List<RepositoryName> neighbours;
    private final Shelf shelf;
    private final Generated generated;
    private final AtomicLong retries;
    private final Map<Tag, Image> named = new HashMap<>();
    private final Map<Digest, Map<Digest, Image>> referrers = new HashMap<>();

    Customer(
            Access own,
            Access shared,
            List<RepositoryName> neighbours,
            Shelf shelf,
            Generated generated,
            AtomicLong retries) {
        this.own = own;
        this.shared = shared;
        this.neighbours = neighbours;
        this.shelf = shelf;
        this.generated = generated;
        this.retries = retries;
    }

    /** Does any one thing. */
    void act() {
        switch (generated.below(22)) {
            case 0, 1, 2, 3 -> tag(shelf.image());
            case 4, 5 -> tag(shelf.index());
            case 6 -> push(own, shelf.image(), Optional.empty());
            case 7 -> push(own, shelf.index(), Optional.empty());
            case 8, 9 -> refer();
            case 10, 11 -> deleteTag();
            case 12 -> deleteManifest();
            case 13 -> own.breakOff(shelf.blob(), generated.oneIn(2));
            case 14 -> deleteBlob();
            case 15, 16 -> workWithOthers();
            default -> pull();
        }
    }

    /** Pulls everything that must be there. */
    void pullAll() {
        named.values().forEach(this::assertWhole);
        referrers.forEach(this::assertReferrers);
    }

    private Tag anyTag() {
        return new Tag("t" + generated.below(TAGS));
    }

    private void tag(Image image) {
        Tag tag = anyTag();
        push(own, image, Optional.of(tag));
        Optional<Image> before = Optional.ofNullable(named.put(tag, image));
        before.ifPresent(this::forgetUnlessNamed);
    }

    private void refer() {
        if (named.isEmpty()) {
            return;
        }
        Image subject = anyNamed();
        Image referrer = shelf.image(Optional.of(subject));
        push(own, referrer, Optional.empty());
        referrers.computeIfAbsent(subject.digest(), any -> new HashMap<>()).put(referrer.digest(), referrer);
    }

    private Image anyNamed() {
        return generated.oneOf(List.copyOf(named.values()));
    }

    private void deleteTag() {
        Tag tag = anyTag();
        Image image = named.remove(tag);
        if (image == null) {
            assertThat(own.manifest(tag)).as("%s:%s", own.repository(), tag).isEmpty();
            return;
        }
        own.delete(tag);
        forgetUnlessNamed(image);
    }

    /** Forgets an image without tags, and its referrers. */
    private void forgetUnlessNamed(Image image) {
        if (!named.containsValue(image)) {
            referrers.remove(image.digest());
        }
    }

    private void deleteManifest() {
        if (named.isEmpty()) {
            return;
        }
        Image image = anyNamed();
        if (permits(() -> own.deleteManifest(image.digest()), ErrorCode.UNSUPPORTED)) {
            named.values().removeIf(image::equals);
            referrers.remove(image.digest());
            assertThat(own.manifest(image.digest())).isEmpty();
        }
    }

    private void deleteBlob() {
        Digest digest = Image.digest(shelf.blob());
        permits(() -> own.deleteBlob(digest), ErrorCode.UNSUPPORTED, ErrorCode.BLOB_UNKNOWN);
    }

    /** The content is unknown; the referee checks that it is complete. */
    private void workWithOthers() {
        Tag tag = anyTag();
        if (generated.oneIn(3)) {
            permits(() -> shared.delete(tag), ErrorCode.MANIFEST_UNKNOWN, ErrorCode.NAME_UNKNOWN);
        } else if (generated.oneIn(6)) {
            Optional<Manifest> there = shared.manifest(tag);
            there.ifPresent(manifest -> permits(
                    () -> shared.deleteManifest(manifest.digest()), ErrorCode.UNSUPPORTED, ErrorCode.MANIFEST_UNKNOWN));
        } else {
            push(shared, generated.oneIn(3) ? shelf.index() : shelf.image(), Optional.of(tag));
        }
    }

    private void pull() {
        if (!named.isEmpty()) {
            Image image = anyNamed();
            assertWhole(image);
            assertReferrers(image.digest(), referrers.getOrDefault(image.digest(), Map.of()));
        }
    }

    /**
     * Like a client: sends what is not there, then the manifest, and begins again when something has gone meanwhile.
     */
    private void push(Access repository, Image image, Optional<Tag> tag) {
        for (int attempt = 1; ; attempt++) {
            try {
                image.blobs().forEach(blob -> send(repository, blob));
                image.children().forEach(child -> sendChild(repository, child));
                if (tag.isPresent()) {
                    repository.put(tag.get(), image);
                } else {
                    repository.put(image.digest(), image);
                }
                return;
            } catch (RegistryException e) {
                if (e.code() != ErrorCode.MANIFEST_BLOB_UNKNOWN || attempt == PUSHES) {
                    throw e;
                }
                retries.incrementAndGet();
            }
        }
    }

    private void sendChild(Access repository, Image child) {
        if (repository.confirm(child.digest()).isEmpty()) {
            push(repository, child, Optional.empty());
        }
    }

    private void send(Access repository, byte[] blob) {
        Digest digest = Image.digest(blob);
        if (repository.has(digest)) {
            return;
        }
        if (generated.oneIn(3) && repository.mount(digest, generated.oneOf(neighbours))) {
            return;
        }
        if (generated.oneIn(4)) {
            repository.pushInChunks(blob);
        } else {
            repository.push(blob);
        }
    }

    private void assertWhole(Image image) {
        assertThat(own.manifest(image.digest()).map(Manifest::content))
                .as("manifest %s of %s", image.digest(), own.repository())
                .hasValue(image.content().asReadOnlyBuffer());
        for (byte[] blob : image.blobs()) {
            assertThat(own.read(Image.digest(blob)))
                    .as("blob %s of %s", Image.digest(blob), own.repository())
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(blob));
        }
        image.children().forEach(this::assertWhole);
    }

    private void assertReferrers(Digest subject, Map<Digest, Image> expected) {
        Set<Digest> missing = new HashSet<>(expected.keySet());
        own.referrers(subject).forEach(missing::remove);
        assertThat(missing)
                .as("referrers of %s in %s", subject, own.repository())
                .isEmpty();
        expected.values().forEach(this::assertWhole);
    }

    /** True when it was done; a refusal for one of these reasons is expected. */
    private static boolean permits(Runnable call, ErrorCode... refusals) {
        try {
            call.run();
            return true;
        } catch (RegistryException e) {
            assertThat(e.code()).isIn((Object[]) refusals);
            return false;
        }
    }
}
