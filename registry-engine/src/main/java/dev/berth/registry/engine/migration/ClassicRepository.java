package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The listing of one repository. Filled in the order of the listing; for one thread. */
final class ClassicRepository {
    final String name;
    /** The linked layers and the times of their links. */
    final Map<Digest, Instant> layers = new LinkedHashMap<>();

    final Map<Digest, Instant> revisions = new LinkedHashMap<>();
    final Map<String, ClassicTag> tags = new LinkedHashMap<>();
    final List<Oddity> oddities = new ArrayList<>();
    private final Fingerprint content = new Fingerprint();
    private final Fingerprint tagFiles = new Fingerprint();

    /** Something in the listing that is not as it should be. */
    record Oddity(MigrationReason reason, String item, String detail) {}

    ClassicRepository(String name) {
        this.name = name;
    }

    void add(ClassicPath path, StoredObject object) {
        switch (path.kind()) {
            case LAYER -> link(path, object, layers, MigrationReason.LAYER_LINK_BROKEN);
            case REVISION -> link(path, object, revisions, MigrationReason.REVISION_LINK_BROKEN);
            case TAG_CURRENT -> {
                tagFiles.add(object);
                tag(path).current(object);
            }
            case TAG_INDEX -> {
                tagFiles.add(object);
                entry(path, object);
            }
            case STRAY ->
                oddities.add(new Oddity(
                        MigrationReason.STRAY_FILE, object.key().value(), "file of " + object.size() + " bytes"));
            case IGNORED -> {
                // Unfinished uploads and signatures are not imported.
            }
        }
    }

    private ClassicTag tag(ClassicPath path) {
        return tags.computeIfAbsent(path.tag(), tag -> new ClassicTag());
    }

    /** An entry that is broken is not the target, or the current link tells. */
    private void entry(ClassicPath path, StoredObject object) {
        ClassicTag tag = tag(path);
        Digest.parse(path.digest())
                .filter(digest -> object.size() == ClassicLayout.linkLength(digest.algorithm()))
                .ifPresent(digest -> tag.entry(digest, object));
    }

    private void link(ClassicPath path, StoredObject object, Map<Digest, Instant> links, MigrationReason broken) {
        content.add(object);
        Optional<Digest> digest = Digest.parse(path.digest());
        if (digest.isEmpty()) {
            oddities.add(
                    new Oddity(MigrationReason.ALGORITHM_UNSUPPORTED, path.digest(), "not a sha256 or sha512 digest"));
        } else if (object.size() != ClassicLayout.linkLength(digest.get().algorithm())) {
            oddities.add(new Oddity(broken, path.digest(), "its link has " + object.size() + " bytes"));
        } else {
            links.put(digest.get(), object.modified());
        }
    }

    /** About the number of files whose records are in memory. */
    int files() {
        return 1 + layers.size() + revisions.size() + 2 * tags.size() + oddities.size();
    }

    /**
     * The targets of tags that the listing shows, without a read of links.
     *
     * @param readTags whether the times of files say nothing
     */
    Map<String, Digest> targets(boolean readTags) {
        LinkContent content = new LinkContent(revisions.keySet());
        Map<String, Digest> targets = new HashMap<>();
        tags.forEach((tag, files) -> content.shown(files)
                .or(() -> readTags ? Optional.empty() : files.target())
                .ifPresent(target -> targets.put(tag, target)));
        return targets;
    }

    /** The tags whose names this registry accepts. Entries without a current link are of an unfinished deletion. */
    Set<Tag> tagNames() {
        return tags.entrySet().stream()
                .filter(tag -> tag.getValue().current().isPresent())
                .flatMap(tag -> Tag.parse(tag.getKey()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The state this listing shows. */
    Fingerprints fingerprints() {
        return new Fingerprints(Optional.of(content.value()), Optional.of(tagFiles.value()));
    }
}
