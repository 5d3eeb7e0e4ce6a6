package dev.berth.registry.jdbi.sql;

/** Tags without a use. */
public final class UnusedTags {
    private static final String UNUSED = """
        NOT EXISTS (
            SELECT FROM usage u WHERE u.repository = {tag}.repository AND u.kind = 1
              AND u.name = convert_to({tag}.name, 'UTF8') AND u.used >= :unused)\
        """;

    private UnusedTags() {}

    /** The condition that a tag, by the name of its row, was neither pulled nor confirmed since {@code :unused}. */
    public static String condition(String tag) {
        return UNUSED.replace("{tag}", tag);
    }
}
