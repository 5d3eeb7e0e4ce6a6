package dev.berth.registry.engine.takeover;

import dev.berth.registry.Catalog;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Lists the repositories of this registry together with those of the source that are not finished. */
final class GatedCatalog implements Catalog {
    private static final int BATCH = 1_000;

    private final Catalog catalog;
    private final TakeoverGate gate;

    GatedCatalog(Catalog catalog, TakeoverGate gate) {
        this.catalog = catalog;
        this.gate = gate;
    }

    /** The unfinished are read first: one that is finished in between is in both. */
    @Override
    public Page<RepositoryName> list(PageRequest page, Predicate<RepositoryName> visible) {
        TreeMap<String, RepositoryName> names = new TreeMap<>();
        addUnfinished(page, visible, names);
        Page<RepositoryName> here = catalog.list(page, visible);
        here.items().forEach(name -> names.put(name.value(), name));
        Collection<RepositoryName> all = names.values();
        return new Page<>(all.stream().limit(page.limit()).toList(), here.more() || all.size() > page.limit());
    }

    private void addUnfinished(PageRequest page, Predicate<RepositoryName> visible, Map<String, RepositoryName> names) {
        Optional<String> last = page.last();
        do {
            Page<RepositoryName> fetched = gate.unfinished(new PageRequest(BATCH, last));
            fetched.items().stream().filter(visible).forEach(name -> names.put(name.value(), name));
            last = fetched.next(RepositoryName::value);
        } while (last.isPresent() && names.size() <= page.limit());
    }
}
