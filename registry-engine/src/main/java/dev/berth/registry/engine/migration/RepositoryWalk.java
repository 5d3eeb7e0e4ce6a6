package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Page;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists all repositories by several threads. Each thread has a range of keys; for an idle thread, the rest of a range
 * is split between two repositories in its middle. Used once.
 */
final class RepositoryWalk {
    private static final int LOWEST = '-';
    private static final int HIGHEST = 'z';

    private final ClassicReader reader;
    private final RunResults results;
    private final Visitor visitor;
    private final String prefix;
    private final Deque<Range> waiting = new ArrayDeque<>();
    private int active;
    private int idle;

    /** Takes repositories, by several threads at once. */
    interface Visitor {
        void visit(ClassicRepository repository) throws StoreException;
    }

    /** Keys behind {@code from} and before {@code end}. */
    private record Range(String from, String end) {}

    /** @param beginning only repositories whose names begin so */
    RepositoryWalk(ClassicReader reader, RunResults results, String beginning, Visitor visitor) {
        this.reader = reader;
        this.results = results;
        this.visitor = visitor;
        this.prefix = ClassicLayout.REPOSITORIES + beginning;
    }

    void run(int threads) throws StoreException {
        waiting.add(new Range("", ClassicLayout.BEHIND_REPOSITORIES));
        List<Workers.Task> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            tasks.add(this::work);
        }
        Workers.run(threads, tasks);
    }

    private void work() throws StoreException {
        Optional<Range> range = take();
        while (range.isPresent()) {
            try {
                walk(range.get());
            } finally {
                done();
            }
            range = take();
        }
    }

    private synchronized Optional<Range> take() {
        idle++;
        try {
            while (waiting.isEmpty() && active > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            idle--;
        }
        Optional<Range> range = Optional.ofNullable(waiting.poll());
        active += range.isPresent() ? 1 : 0;
        return range;
    }

    private synchronized void done() {
        active--;
        notifyAll();
    }

    private synchronized boolean isHelpWanted() {
        return idle > waiting.size();
    }

    private synchronized void offer(Range range) {
        waiting.add(range);
        notifyAll();
    }

    private void walk(Range whole) throws StoreException {
        Range range = whole;
        String last = range.from();
        @Nullable ClassicRepository current = null;
        boolean more = true;
        while (more) {
            Page<StoredObject> page = reader.list(prefix, last);
            more = page.more();
            for (StoredObject object : page.items()) {
                last = object.key().value();
                if (last.compareTo(range.end()) >= 0) {
                    more = false;
                    break;
                }
                current = add(object, current);
            }
            if (more && isHelpWanted()) {
                range = split(range, last);
            }
            results.publish();
        }
        if (current != null) {
            visitor.visit(current);
        }
    }

    /** The repository the object belongs to; the one before it is complete when that is another one. */
    private @Nullable ClassicRepository add(StoredObject object, @Nullable ClassicRepository current)
            throws StoreException {
        ClassicPath path = ClassicPath.of(object.key().value());
        if (path.repository().isEmpty()) {
            results.found(MigrationReason.STRAY_FILE, "", object.key().value(), "file of no repository");
            return current;
        }
        ClassicRepository repository = current;
        if (repository == null || !repository.name.equals(path.repository())) {
            if (repository != null) {
                visitor.visit(repository);
            }
            repository = new ClassicRepository(path.repository());
        }
        repository.add(path, object);
        return repository;
    }

    /** Hands over the range after the first repository in the middle, and answers the remaining range. */
    private Range split(Range range, String last) throws StoreException {
        String middle = between(last, range.end());
        List<StoredObject> found = reader.list(prefix, middle, 1).items();
        if (found.isEmpty()) {
            return range;
        }
        String repository = ClassicPath.of(found.get(0).key().value()).repository();
        String boundary = ClassicLayout.REPOSITORIES + repository + "/_";
        if (repository.isEmpty() || boundary.compareTo(last) <= 0 || boundary.compareTo(range.end()) >= 0) {
            return range;
        }
        offer(new Range(boundary, range.end()));
        return new Range(range.from(), boundary);
    }

    /** A text between two others, about in the middle of what keys can be: {@code low} itself when there is no room. */
    private static String between(String low, String high) {
        int common = 0;
        while (common < low.length() && common < high.length() && low.charAt(common) == high.charAt(common)) {
            common++;
        }
        int from = common < low.length() ? low.charAt(common) : LOWEST;
        int to = common < high.length() ? high.charAt(common) : HIGHEST;
        if (to - from > 1) {
            return low.substring(0, common) + (char) ((from + to) / 2);
        }
        int next = common + 1 < low.length() ? low.charAt(common + 1) : LOWEST;
        if (common >= low.length() || next >= HIGHEST) {
            return low;
        }
        return low.substring(0, common + 1) + (char) ((next + HIGHEST + 1) / 2);
    }
}
