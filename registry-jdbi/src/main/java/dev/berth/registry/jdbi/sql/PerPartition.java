package dev.berth.registry.jdbi.sql;

/**
 * A statement, once for every partition. Statements name the partitions they read or change themselves ({@code tags_7},
 * written {@code tags_{b}}): asked for the parent, PostgreSQL would lock every partition (docs/decisions/0012).
 */
public final class PerPartition {
    private final String pattern;
    private final Sql[] statements = new Sql[Partitions.MAX];

    private PerPartition(String pattern) {
        this.pattern = pattern;
    }

    public static PerPartition of(String pattern) {
        return new PerPartition(pattern);
    }

    /** The statement for one partition; two threads that ask first make two, which is no harm. */
    public Sql in(int bucket) {
        Sql statement = statements[bucket];
        if (statement == null) {
            statement = Sql.of(pattern.replace("{b}", Integer.toString(bucket)));
            statements[bucket] = statement;
        }
        return statement;
    }
}
