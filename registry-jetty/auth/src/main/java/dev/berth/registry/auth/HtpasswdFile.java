package dev.berth.registry.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users of an htpasswd file as they are now. */
final class HtpasswdFile {
    private static final Logger log = LoggerFactory.getLogger(HtpasswdFile.class);
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");
    private static final int LEAST_COST = 4;
    /** A hash of this cost takes some ten seconds; each step doubles that. */
    private static final int MAX_COST = 17;

    private final ReloadedFile<Users> users;

    /**
     * The content of the file.
     *
     * @param hashes the bcrypt hash of each user's password
     * @param cost the greatest cost factor among them, 10 without users
     */
    record Users(Map<String, String> hashes, int cost) {}

    HtpasswdFile(Path path, Clock clock) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException("cannot read the htpasswd file " + path + ": it is a directory");
        }
        users = ReloadedFile.open(path, HtpasswdFile::read, clock);
    }

    Users users() {
        return users.value();
    }

    /** The cost factor of a bcrypt hash. */
    static int cost(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    private static Users read(Path path) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#") && !add(line.strip(), hashes)) {
                log.warn(
                        "{}, line {}: ignored, expected name:hash with a bcrypt hash of cost {} to {}",
                        path,
                        number,
                        LEAST_COST,
                        MAX_COST);
            }
        }
        int cost = hashes.values().stream().mapToInt(HtpasswdFile::cost).max().orElse(10);
        return new Users(Map.copyOf(hashes), cost);
    }

    private static boolean add(String line, Map<String, String> hashes) {
        int colon = line.indexOf(':');
        Matcher hash = BCRYPT.matcher(line.substring(colon + 1));
        if (colon <= 0 || !hash.matches()) {
            return false;
        }
        int cost = Integer.parseInt(hash.group(1));
        if (cost < LEAST_COST || cost > MAX_COST) {
            return false;
        }
        hashes.put(line.substring(0, colon), hash.group());
        return true;
    }
}
