package dev.berth.registry.jdbi.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * The partition ("bucket") of a row. The one of a repository is chosen from its name at its creation and stays after a
 * rename, so the name gives only a guess; statements answer the actual one.
 */
public final class Partitions {
    public static final int MAX = 64;

    private static final String ONLY = "_0";
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
     * The statements with an INSERT that may name the parent, which finds the partition; where there is one only they
     * name that, since the search costs as much as the insert. By the suffix of the table's name.
     */
    public static <T> Map<String, T> forInserts(Function<Inserts, T> statement) {
        return Map.of("", statement.apply(new Inserts("")), ONLY, statement.apply(new Inserts(ONLY)));
    }

    /** The tables of inserts: a text has the mark {@code {inserts}} behind their names. */
    public record Inserts(String suffix) {

        /** The text for these tables. */
        public Template in(String text) {
            return Template.of(text).with("inserts", suffix);
        }
    }

    /** The statement for this number of partitions. */
    public <T> T choose(Map<String, T> inserts) {
        return Objects.requireNonNull(inserts.get(count == 1 ? ONLY : ""));
    }

    int guess(RepositoryName repository) {
        if (count == 1) {
            return 0;
        }
        Integer known = strays.getIfPresent(repository);
        return known != null ? known : chosen(repository);
    }

    /** Statements sent to one partition. */
    interface Attempt<T> {
        PartitionResult<T> in(int bucket) throws SQLException;
    }

    /** Sends statements to the partition of a repository: first to the guessed one, then to the one they answered. */
    <T> PartitionResult<T> locate(RepositoryName repository, Attempt<T> attempt) throws SQLException {
        int guess = guess(repository);
        PartitionResult<T> answer = attempt.in(guess);
        if (answer.home().isEmpty() || answer.isIn(guess)) {
            return answer;
        }
        int home = answer.home().getAsInt();
        learn(repository, home);
        return attempt.in(home);
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
