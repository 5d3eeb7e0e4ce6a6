package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Resolves the tags of one repository, and reports the reason for each tag without a target. */
final class TagTargets {
    private final ClassicRepository repository;
    private final ImportTools tools;
    private final boolean readTags;
    private final int reads;

    /** @param reads the number of links read at a time */
    TagTargets(ClassicRepository repository, ImportTools tools, boolean readTags, int reads) {
        this.repository = repository;
        this.tools = tools;
        this.readTags = readTags;
        this.reads = reads;
    }

    /** The tags that name one of these manifests. */
    Map<Tag, Digest> of(Set<Digest> manifests) throws StoreException {
        Map<Tag, Digest> targets = new ConcurrentSkipListMap<>();
        Map<String, Digest> shown = repository.targets(readTags);
        List<Workers.Task> unsettled = new ArrayList<>();
        for (Map.Entry<String, ClassicTag> files : repository.tags.entrySet()) {
            Optional<Tag> tag = Tag.parse(files.getKey());
            Optional<Digest> target = Optional.ofNullable(shown.get(files.getKey()));
            if (tag.isEmpty()) {
                skip(MigrationReason.NAME_INVALID, files.getKey(), "not a tag");
            } else if (reads > 1 && target.isEmpty()) {
                unsettled.add(() -> put(tag.get(), resolve(tag.get().value(), files.getValue()), manifests, targets));
            } else {
                Optional<Digest> named = target.isPresent() ? target : resolve(files.getKey(), files.getValue());
                put(tag.get(), named, manifests, targets);
            }
        }
        if (!unsettled.isEmpty()) {
            Workers.run(Math.min(reads, unsettled.size()), unsettled);
        }
        return targets;
    }

    private void put(Tag tag, Optional<Digest> named, Set<Digest> manifests, Map<Tag, Digest> targets) {
        if (named.isEmpty()) {
            return;
        }
        Digest target = named.get();
        if (manifests.contains(target)) {
            targets.put(tag, target);
        } else if (repository.revisions.containsKey(target)) {
            skip(MigrationReason.TAG_TARGET_SKIPPED, tag.value(), "its manifest " + target + " was skipped");
        } else {
            skip(MigrationReason.TAG_TARGET_MISSING, tag.value(), "the repository has no manifest " + target);
        }
    }

    /** The target by the current link of the tag; empty after a reported reason. */
    private Optional<Digest> resolve(String tag, ClassicTag files) throws StoreException {
        Optional<StoredObject> current = files.current();
        if (current.isEmpty()) {
            skip(MigrationReason.TAG_LINK_MISSING, tag, "it has no current link");
            return Optional.empty();
        }
        if (!ClassicLayout.isLinkLength(current.get().size())) {
            skip(
                    MigrationReason.TAG_LINK_BROKEN,
                    tag,
                    "its link has " + current.get().size() + " bytes");
            return Optional.empty();
        }
        Optional<Digest> read = read(current.get());
        if (read.isEmpty()) {
            skip(MigrationReason.TAG_LINK_BROKEN, tag, "its link contains no digest");
        }
        return read;
    }

    /** A tag may be deleted while the import runs; a link that cannot be read holds no digest. */
    private Optional<Digest> read(StoredObject link) throws StoreException {
        try {
            return tools.reader().readLink(link);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.PERMANENT
                    && tools.reader().size(link.key()).isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void skip(MigrationReason reason, String tag, String detail) {
        tools.results().found(reason, repository.name, tag, detail);
    }
}
