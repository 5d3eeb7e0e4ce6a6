package dev.berth.registry.jdbi.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * In which partition ("bucket") things lie. A repository's is chosen from its name when it is made and stays when it is
 * renamed, so from the name it can only be guessed; statements say where they found it.
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

    /** Where a repository made now lies. */
    public int chosen(RepositoryName repository) {
        if (count == 1) {
            return 0;
        }
        CRC32 sum = new CRC32();
        sum.update(repository.value().getBytes(StandardCharsets.US_ASCII));
        return (int) (sum.getValue() % count);
    }

    /**
     * What the name of a table ends with that rows are inserted into: nothing, for the parent finds the partition,
     * unless there is but one. To find it costs as much as to insert the row.
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

    /** Where the blob of a digest lies, and who holds it. */
    public int of(Digest digest) {
        return Integer.parseInt(digest.hex(), 0, 2, 16) % count;
    }
}
