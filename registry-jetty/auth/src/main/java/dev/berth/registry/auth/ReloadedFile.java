package dev.berth.registry.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says. It is looked at again after a second at the earliest, and read again when its time or length has
 * changed; while it cannot be read or makes no sense, what it said last counts. Safe for use by any number of threads.
 */
public final class ReloadedFile<T> {
    private static final Logger log = LoggerFactory.getLogger(ReloadedFile.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path path;
    private final Reader<T> reader;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Content<T> content;

    /** Makes something of a file, or fails with an IOException if nothing can be made of it. */
    public interface Reader<T> {
        /** Reads it from the beginning. */
        T read(Path path) throws IOException;
    }

    private record Stamp(FileTime modified, long size) {}

    private record Content<T>(Stamp stamp, Instant looked, T value) {}

    private ReloadedFile(Path path, Reader<T> reader, Clock clock, Content<T> content) {
        this.path = path;
        this.reader = reader;
        this.clock = clock;
        this.content = content;
    }

    /**
     * Reads it for the first time.
     *
     * @throws IOException when it cannot be read or makes no sense
     */
    public static <T> ReloadedFile<T> open(Path path, Reader<T> reader, Clock clock) throws IOException {
        Stamp stamp = stamp(path);
        return new ReloadedFile<>(path, reader, clock, new Content<>(stamp, clock.instant(), reader.read(path)));
    }

    /** What it says now, or said a second ago. */
    public T value() {
        Content<T> known = content;
        boolean isDue = !clock.instant().isBefore(known.looked.plus(PATIENCE));
        return isDue && looking.tryLock() ? lookAgain().value : known.value;
    }

    private Content<T> lookAgain() {
        try {
            content = current(content);
            return content;
        } finally {
            looking.unlock();
        }
    }

    private Content<T> current(Content<T> known) {
        try {
            Stamp stamp = stamp(path);
            T value = stamp.equals(known.stamp) ? known.value : reader.read(path);
            return new Content<>(stamp, clock.instant(), value);
        } catch (IOException e) {
            log.warn("cannot read {} again; its former content counts on: {}", path, e.toString());
            return new Content<>(known.stamp, clock.instant(), known.value);
        }
    }

    private static Stamp stamp(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size());
    }
}
