package dev.berth.registry.engine.usage;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.insight.UsageBatch.Count;
import dev.berth.registry.spi.insight.UsageItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Uses that are counted and not recorded yet: bounded, and safe for use by any number of threads. */
final class UsageCounts {
    private final Map<Name, Usage> counts = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();
    private final int most;

    UsageCounts(int most) {
        this.most = most;
    }

    /**
     * A manifest by one of its names, or the repository only, on a day. One entry, from which those of its items are
     * made when it is taken.
     */
    private record Name(RepositoryName repository, Optional<Tag> tag, Optional<Digest> manifest, LocalDate day) {}

    private record Key(RepositoryName repository, UsageItem item, LocalDate day) {}

    /** Counts for a manifest, the tag it is referred to by, and its repository. */
    void add(RepositoryName repository, Reference reference, Digest manifest, LocalDate day, Usage usage) {
        Optional<Tag> tag = reference instanceof Tag named ? Optional.of(named) : Optional.empty();
        add(new Name(repository, tag, Optional.of(manifest), day), usage);
    }

    /** Counts for a repository only. */
    void addTo(RepositoryName repository, LocalDate day, Usage usage) {
        add(new Name(repository, Optional.empty(), Optional.empty(), day), usage);
    }

    /** Counts under a name. With too many names it is dropped, unless the name is one of them. */
    private void add(Name name, Usage usage) {
        if (counts.size() >= most && !counts.containsKey(name)) {
            dropped.increment();
            return;
        }
        counts.merge(name, usage, Usage::plus);
    }

    /** The number of uses that were not counted. */
    long dropped() {
        return dropped.sum();
    }

    /** Takes what was counted under some names: each use is taken once. */
    List<Count> take(int names) {
        Map<Key, Usage> taken = new HashMap<>();
        Iterator<Name> each = counts.keySet().iterator();
        for (int i = 0; i < names && each.hasNext(); i++) {
            Name name = each.next();
            Usage usage = counts.remove(name);
            if (usage != null) {
                for (UsageItem item : items(name)) {
                    taken.merge(new Key(name.repository(), item, name.day()), usage, Usage::plus);
                }
            }
        }
        List<Count> list = new ArrayList<>();
        taken.forEach((key, usage) -> list.add(new Count(key.repository(), key.item(), key.day(), usage)));
        return list;
    }

    private static List<UsageItem> items(Name name) {
        List<UsageItem> items = new ArrayList<>();
        items.add(new UsageItem.OfRepository());
        name.tag().map(UsageItem.OfTag::new).ifPresent(items::add);
        name.manifest().map(UsageItem.OfManifest::new).ifPresent(items::add);
        return items;
    }
}
