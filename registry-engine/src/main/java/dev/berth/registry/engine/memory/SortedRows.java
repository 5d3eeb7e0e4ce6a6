package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows by name. Names are ASCII, so the order of strings is byte order. May be read while it is written to. */
final class SortedRows<T> {
    private final ConcurrentNavigableMap<String, T> rows = new ConcurrentSkipListMap<>();

    Optional<T> find(String name) {
        return Optional.ofNullable(rows.get(name));
    }

    /** The row that was there before. */
    @Nullable
    T put(String name, T row) {
        return rows.put(name, row);
    }

    @Nullable
    T remove(String name) {
        return rows.remove(name);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Collection<T> all() {
        return rows.values();
    }

    Collection<String> names() {
        return rows.keySet();
    }

    Page<T> page(PageRequest request, Predicate<? super T> wanted) {
        List<T> fetched = behind(request).values().stream()
                .filter(wanted)
                .limit(request.limit() + 1L)
                .toList();
        return Page.ofFetched(fetched, request.limit());
    }

    Page<String> namesPage(PageRequest request) {
        List<String> fetched =
                behind(request).keySet().stream().limit(request.limit() + 1L).toList();
        return Page.ofFetched(fetched, request.limit());
    }

    private ConcurrentNavigableMap<String, T> behind(PageRequest request) {
        return request.last().map(last -> rows.tailMap(last, false)).orElse(rows);
    }
}
