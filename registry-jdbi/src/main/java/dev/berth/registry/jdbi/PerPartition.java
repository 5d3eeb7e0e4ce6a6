package dev.berth.registry.jdbi;

/**
 * A statement, once for every partition. Statements name the partitions they read or change themselves ({@code tags_7},
 * written {@code tags_{b}}): asked for the parent, PostgreSQL would lock every partition (docs/decisions/0012).
 */
final class PerPartition {
    private final String pattern;
    private final String[] texts = new String[Partitions.MOST];

    private PerPartition(String pattern) {
        this.pattern = pattern;
    }

    static PerPartition of(String pattern) {
        return new PerPartition(pattern);
    }

    /** The text for one partition; the same String each time, so that prepared statements are found fast. */
    String in(int bucket) {
        String text = texts[bucket];
        if (text == null) {
            text = pattern.replace("{b}", Integer.toString(bucket)).intern();
            texts[bucket] = text;
        }
        return text;
    }
}
