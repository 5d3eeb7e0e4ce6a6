package dev.berth.registry.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of an htpasswd file. Looked at again after a second at the earliest, and read again when its time or length
 * has changed; while it cannot be read, what was read last counts.
 */
final class HtpasswdFile {
    private static final Logger log = LoggerFactory.getLogger(HtpasswdFile.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path path;
    private final Clock clock;
    private volatile Content content;

    HtpasswdFile(Path path, Clock clock) throws IOException {
        this.path = path;
        this.clock = clock;
        this.content = read(stamp());
    }

    private record Stamp(FileTime modified, long size) {}

    private record Content(Stamp stamp, Instant looked, Map<String, String> hashes) {}

    /** The bcrypt hash of a user's password. */
    Optional<String> hash(String user) {
        return Optional.ofNullable(current().hashes.get(user));
    }

    private Content current() {
        Content known = content;
        return clock.instant().isBefore(known.looked.plus(PATIENCE)) ? known : lookAgain();
    }

    private synchronized Content lookAgain() {
        Content known = content;
        try {
            Stamp stamp = stamp();
            content = stamp.equals(known.stamp) ? new Content(stamp, clock.instant(), known.hashes) : read(stamp);
        } catch (IOException e) {
            log.warn("cannot read {} again; its former content counts on: {}", path, e.toString());
            content = new Content(known.stamp, clock.instant(), known.hashes);
        }
        return content;
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size());
    }

    private Content read(Stamp stamp) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#") && !add(line.strip(), hashes)) {
                log.warn("{}, line {}, is left out: it is not name:bcrypt-hash", path, number);
            }
        }
        return new Content(stamp, clock.instant(), Map.copyOf(hashes));
    }

    private static boolean add(String line, Map<String, String> hashes) {
        int colon = line.indexOf(':');
        String hash = line.substring(colon + 1);
        if (colon <= 0 || !hash.matches("\\$2[abxy]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}")) {
            return false;
        }
        hashes.put(line.substring(0, colon), hash);
        return true;
    }
}
