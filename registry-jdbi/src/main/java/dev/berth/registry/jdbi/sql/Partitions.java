package dev.berth.registry.jdbi.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The partition ("bucket") of a row. The one of a repository is chosen from its name at its creation and stays after a
 * rename, so the name gives only a guess; statements answer the actual one.
 */
public final class Partitions {
    public static final int MAX = 64;

    private static final long MAX_STRAYS = 100_000;

    private final int count;
    private final Cache<RepositoryName, Integer> strays =
            Caffeine.newBuilder().maximumSize(MAX_STRAYS).build();

    public Partitions(int count) {
        if (count < 1 || count > MAX) {
            throw new IllegalArgumentException("not 1 to " + MAX + " partitions: " + count);
        }
        this.count = count;
    }

    public int count() {
        return count;
    }

    /** The partition of a repository created now. */
    public int chosen(RepositoryName repository) {
        if (count == 1) {
            return 0;
        }
        CRC32 sum = new CRC32();
        sum.update(repository.value().getBytes(StandardCharsets.US_ASCII));
        return (int) (sum.getValue() % count);
    }

    /**
     * The suffix of the name of the table for inserts: empty, since the parent finds the partition, unless there is one
     * only. The search costs as much as the insert.
     */
    public String only() {
        return count == 1 ? "_0" : "";
    }

    int guess(RepositoryName repository) {
        if (count == 1) {
            return 0;
        }
        Integer known = strays.getIfPresent(repository);
        return known != null ? known : chosen(repository);
    }

    /** Remembers a repository that was not where it was guessed. */
    void learn(RepositoryName repository, int bucket) {
        strays.put(repository, bucket);
    }

    /** The partition of the blob of a digest, and of its holders. */
    public int of(Digest digest) {
        return Integer.parseInt(digest.hex(), 0, 2, 16) % count;
    }
}
