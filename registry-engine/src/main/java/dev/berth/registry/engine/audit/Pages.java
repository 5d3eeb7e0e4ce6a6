package dev.berth.registry.engine.audit;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/** The items of a list that is fetched in pages, one after the other. For one thread. */
final class Pages<T> {
    private static final int AT_A_TIME = 1_000;

    private final Source<T> source;
    private final Function<T, String> name;
    private final Queue<T> fetched = new ArrayDeque<>();
    private Optional<PageRequest> following = Optional.of(PageRequest.first(AT_A_TIME));

    /** The source of pages. */
    interface Source<T> {
        Page<T> fetch(PageRequest request) throws StoreException;
    }

    Pages(Source<T> source, Function<T, String> name) {
        this.source = source;
        this.name = name;
    }

    /** The next item; empty at the end. */
    Optional<T> next() throws StoreException {
        if (fetched.isEmpty() && following.isPresent()) {
            fetch(following.get());
        }
        return Optional.ofNullable(fetched.poll());
    }

    private void fetch(PageRequest request) throws StoreException {
        Page<T> page = source.fetch(request);
        fetched.addAll(page.items());
        following = page.next(name).map(last -> PageRequest.after(last, AT_A_TIME));
    }
}
