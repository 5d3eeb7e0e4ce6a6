package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Page;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists all repositories by several threads. A thread that lists leaves repositories to idle threads; while there are
 * still idle ones, it also leaves them the rest of its range of keys, from a later repository on. Since that costs
 * calls of storage, it is done once for a number of pages. Used once.
 */
final class RepositoryWalk {
    private static final int LOWEST = '-';
    private static final int HIGHEST = 'z';
    /** The beginnings that names have in common are passed by two for each character. */
    private static final int MAX_PROBES = 16;

    private final ClassicReader reader;
    private final RunResults results;
    private final Visitor visitor;
    private final String prefix;
    private final Work work = new Work();

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
        work.offer(() -> walk(new Range("", ClassicLayout.BEHIND_REPOSITORIES)));
        Workers.run(threads, Collections.nCopies(threads, this::work));
    }

    private void work() throws StoreException {
        Optional<Workers.Task> task = work.take();
        while (task.isPresent()) {
            try {
                task.get().run();
            } finally {
                work.done();
            }
            task = work.take();
        }
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
            if (work.isDivisionDue() && more) {
                range = divide(range, last);
            }
            results.publish();
        }
        if (current != null) {
            visit(current);
        }
    }

    private void visit(ClassicRepository repository) throws StoreException {
        if (!work.offer(repository.files(), () -> visitor.visit(repository))) {
            visitor.visit(repository);
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
                visit(repository);
            }
            repository = new ClassicRepository(path.repository());
        }
        repository.add(path, object);
        return repository;
    }

    /**
     * Leaves keys from a later repository to an idle thread, and answers the remaining range. Names are alike in their
     * beginnings, so the middle of the texts between two keys is often behind all names: then the next text behind the
     * last key is tried, and the middle between them.
     */
    private Range divide(Range range, String last) throws StoreException {
        Range rest = range;
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            String place = probe % 2 == 0 ? between(last, rest.end()) : next(last, rest.end());
            String end = rest.end();
            Optional<String> found = reader.list(prefix, place, 1).items().stream()
                    .map(object -> object.key().value())
                    .filter(key -> key.compareTo(end) < 0)
                    .findFirst();
            work.spend();
            if (found.isPresent()) {
                return divideAt(ClassicPath.of(found.get()).repository(), rest, last);
            }
            rest = new Range(rest.from(), place);
        }
        return rest;
    }

    /** Before this repository, or behind it when the keys of it are being listed. */
    private Range divideAt(String repository, Range range, String last) {
        String begin = ClassicLayout.folder(repository);
        String boundary = begin.compareTo(last) > 0 ? begin : ClassicLayout.behind(repository);
        if (repository.isEmpty() || boundary.compareTo(last) <= 0 || boundary.compareTo(range.end()) >= 0) {
            return range;
        }
        work.offer(() -> walk(new Range(boundary, range.end())));
        work.spend();
        return new Range(range.from(), boundary);
    }

    private static int common(String one, String other) {
        int common = 0;
        while (common < one.length() && common < other.length() && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common;
    }

    /** The shortest text before {@code high} behind all that begin like {@code low}: {@code low} when there is none. */
    private static String next(String low, String high) {
        for (int place = common(low, high); place < low.length(); place++) {
            String behind = low.substring(0, place) + (char) (low.charAt(place) + 1);
            if (behind.compareTo(high) < 0) {
                return behind;
            }
        }
        return low;
    }

    /** A text between two others, about in the middle of what keys can be: {@code low} itself when there is no room. */
    private static String between(String low, String high) {
        int common = common(low, high);
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

    /** The shared state of the threads: repositories to visit, ranges to list, calls spent on divisions. */
    private static final class Work {
        /** A division costs a call for its boundary, and one for the page that both ranges have a part of. */
        private static final int CALLS_OF_DIVISION = 2;

        private static final int PAGES_FOR_A_CALL = 10;
        /** Of waiting repositories: a bound of memory. */
        private static final int MAX_FILES = 20_000;

        private final Deque<Visit> visits = new ArrayDeque<>();
        private final Deque<Workers.Task> ranges = new ArrayDeque<>();
        private int files;
        private int active;
        private int idle;
        private long pages;
        private long calls;

        private record Visit(int files, Workers.Task task) {}

        synchronized void offer(Workers.Task range) {
            ranges.add(range);
            notifyAll();
        }

        /** False when no thread is idle and enough is waiting, so that the caller has to visit it. */
        synchronized boolean offer(int size, Workers.Task visit) {
            boolean isRoom = idle > visits.size() || files + size <= MAX_FILES;
            if (isRoom) {
                visits.add(new Visit(size, visit));
                files += size;
                notifyAll();
            }
            return isRoom;
        }

        /** After each page. */
        synchronized boolean isDivisionDue() {
            pages++;
            return idle > visits.size() + ranges.size() && (calls + CALLS_OF_DIVISION) * PAGES_FOR_A_CALL <= pages;
        }

        synchronized void spend() {
            calls++;
        }

        /** Empty when there is no more. */
        synchronized Optional<Workers.Task> take() {
            idle++;
            try {
                while (visits.isEmpty() && ranges.isEmpty() && active > 0) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                idle--;
            }
            Optional<Workers.Task> task = visits.isEmpty() ? Optional.ofNullable(ranges.poll()) : takeVisit();
            active += task.isPresent() ? 1 : 0;
            return task;
        }

        private Optional<Workers.Task> takeVisit() {
            Visit visit = visits.remove();
            files -= visit.files();
            return Optional.of(visit.task());
        }

        synchronized void done() {
            active--;
            notifyAll();
        }
    }
}
