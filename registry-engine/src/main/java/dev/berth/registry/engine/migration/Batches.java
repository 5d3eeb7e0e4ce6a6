package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Divides lists into batches of at most 1,000, the size of one statement, and reads lists in pages of that size. */
final class Batches {
    static final int MAX = 1_000;

    private Batches() {}

    interface Work<T> {
        Object on(List<T> batch) throws StoreException;
    }

    static <T> void forEach(List<T> items, Work<T> work) throws StoreException {
        for (int from = 0; from < items.size(); from += MAX) {
            work.on(at(from, items));
        }
    }

    /** A list that is read in pages. */
    interface Pages<T> {
        Page<T> read(PageRequest page) throws StoreException;
    }

    /**
     * Reads all pages and works on each.
     *
     * @param position the position of an item, behind which the next page begins
     */
    static <T> void forEachPage(Pages<T> pages, Function<T, String> position, PageWork<T> work) throws StoreException {
        Optional<PageRequest> next = Optional.of(PageRequest.first(MAX));
        while (next.isPresent()) {
            Page<T> page = pages.read(next.get());
            work.on(page.items());
            next = page.next(position).map(last -> PageRequest.after(last, MAX));
        }
    }

    /** Work on the items of a page. */
    interface PageWork<T> {
        void on(List<T> items) throws StoreException;
    }

    /** The batch that begins at this place; empty behind the last item. */
    static <T> List<T> at(int from, List<T> items) {
        int begin = Math.min(items.size(), from);
        return items.subList(begin, Math.min(items.size(), begin + MAX));
    }
}
