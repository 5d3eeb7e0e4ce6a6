package dev.berth.registry.auth;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
 * The content of a file that is read again after a change, which is noticed within two seconds. While a changed file is
 * unreadable or invalid, its former content is used, for an hour at most; that of a deleted file is used for a minute,
 * so that a replacement is no outage and a deletion withdraws its grants. Safe for use by any number of threads.
 */
public final class ReloadedFile<T> {
    private static final Logger log = LoggerFactory.getLogger(ReloadedFile.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE_DELETED = Duration.ofMinutes(1);
    private static final Duration GRACE_UNREADABLE = Duration.ofHours(1);

    private final Path path;
    private final Reader<T> reader;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Content<T> content;

    /** Parses a file, or fails with an IOException. */
    public interface Reader<T> {
        /** Reads it from the beginning. */
        T read(Path path) throws IOException;
    }

    private record Stamp(FileTime modified, long size) {}

    /**
     * @param checked the last time the file was compared with its stamp
     * @param end until when the value counts: far away unless reading fails
     * @param failure the reason for which reading fails, empty unless it does
     */
    private record Content<T>(Stamp stamp, Instant checked, T value, Instant end, String failure) {}

    private ReloadedFile(Path path, Reader<T> reader, Clock clock, Content<T> content) {
        this.path = path;
        this.reader = reader;
        this.clock = clock;
        this.content = content;
    }

    /**
     * Reads it for the first time.
     *
     * @throws IOException when it is unreadable or invalid
     */
    public static <T> ReloadedFile<T> open(Path path, Reader<T> reader, Clock clock) throws IOException {
        Stamp stamp = stamp(path);
        T value = reader.read(path);
        return new ReloadedFile<>(path, reader, clock, new Content<>(stamp, clock.instant(), value, Instant.MAX, ""));
    }

    /**
     * The content, at most two seconds old.
     *
     * @throws RegistryException UNAVAILABLE when the file has been deleted or unreadable for too long
     */
    public T value() {
        Content<T> known = content;
        boolean isDue = Elapsed.hasPassed(PAUSE, known.checked, clock.instant());
        Content<T> current = isDue && reading.tryLock() ? readAgain() : known;
        if (clock.instant().isAfter(current.end)) {
            throw new RegistryException(ErrorCode.UNAVAILABLE, "cannot check logins; the server log has the cause");
        }
        return current.value;
    }

    private Content<T> readAgain() {
        try {
            content = current(content);
            return content;
        } finally {
            reading.unlock();
        }
    }

    private Content<T> current(Content<T> known) {
        try {
            Stamp stamp = stamp(path);
            boolean isSame = stamp.equals(known.stamp) && known.failure.isEmpty();
            T value = isSame ? known.value : reader.read(path);
            return new Content<>(stamp, clock.instant(), value, Instant.MAX, "");
        } catch (IOException e) {
            return former(known, e);
        }
    }

    private Content<T> former(Content<T> known, IOException failure) {
        Instant now = clock.instant();
        Duration grace = failure instanceof NoSuchFileException ? GRACE_DELETED : GRACE_UNREADABLE;
        Instant end = known.end.isBefore(now.plus(grace)) ? known.end : now.plus(grace);
        String reason = failure.toString();
        if (!reason.equals(known.failure)) {
            log.warn("cannot read {}; its former content is used until {}: {}", path, end, reason);
        }
        return new Content<>(known.stamp, now, known.value, end, reason);
    }

    private static Stamp stamp(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size());
    }
}
