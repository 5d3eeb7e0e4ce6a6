package dev.berth.registry.jdbi.sql;

/**
 * A statement, once for every partition. Statements name the partitions they read or change themselves ({@code tags_7},
 * written {@code tags_{b}}): asked for the parent, PostgreSQL would lock every partition (docs/decisions/0012).
 */
public final class PerPartition {
    private final Template template;
    private final Sql[] statements = new Sql[Partitions.MAX];

    private PerPartition(Template template) {
        this.template = template;
    }

    public static PerPartition of(String text) {
        return of(Template.of(text));
    }

    public static PerPartition of(Template template) {
        return new PerPartition(template);
    }

    /** The statement for one partition; two threads that ask first make two, which is no harm. */
    public Sql in(int bucket) {
        Sql statement = statements[bucket];
        if (statement == null) {
            statement = Sql.of(template.in(bucket));
            statements[bucket] = statement;
        }
        return statement;
    }
}
