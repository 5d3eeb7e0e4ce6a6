package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Imports the tags of one repository. Used once. */
final class TagImport {
    private final ClassicRepository repository;
    private final RepositoryName name;
    private final ImportTools tools;
    private final TagTargets targets;

    TagImport(ClassicRepository repository, RepositoryName name, ImportTools tools, boolean readTags, int tagReads) {
        this.repository = repository;
        this.name = name;
        this.tools = tools;
        this.targets = new TagTargets(repository, tools, readTags, tagReads);
    }

    /** @param manifests those that were imported */
    void importTags(Set<Digest> manifests) throws StoreException {
        List<ImportedTag> tags = new ArrayList<>();
        targets.of(manifests).forEach((tag, target) -> tags.add(new ImportedTag(tag, target, setAt(tag.value()))));
        Batches.forEach(tags, batch -> {
            int set = tools.retries().call(() -> tools.store().content().setTags(name, batch));
            tools.results().tags.add(set);
            return set;
        });
    }

    private Instant setAt(String tag) {
        ClassicTag files = repository.tags.get(tag);
        return files == null
                ? tools.now()
                : files.current().map(StoredObject::modified).orElseGet(tools::now);
    }
}
