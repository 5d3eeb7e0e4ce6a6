package dev.berth.registry.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of an htpasswd file as they are now. */
final class HtpasswdFile {
    private static final Logger log = LoggerFactory.getLogger(HtpasswdFile.class);

    private final ReloadedFile<Map<String, String>> hashes;

    HtpasswdFile(Path path, Clock clock) throws IOException {
        hashes = ReloadedFile.open(path, HtpasswdFile::read, clock);
    }

    /** The bcrypt hash of a user's password. */
    Optional<String> hash(String user) {
        return Optional.ofNullable(hashes.value().get(user));
    }

    private static Map<String, String> read(Path path) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#") && !add(line.strip(), hashes)) {
                log.warn("{}, line {}, is left out: it is not name:bcrypt-hash", path, number);
            }
        }
        return Map.copyOf(hashes);
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
