package dev.berth.registry.jdbi.sql;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;

/** The start of a page. */
public final class PageStart {
    /** Greater than any character of a name, a tag or a digest. */
    private static final char LAST_ASCII = '\u007f';

    /**
     * The condition that {@code {digest}} is behind {@code :after} and {@code :last}, which are the digest and the text
     * of the start. Any text may stand for the start; only that of a digest makes use of an index.
     */
    public static final String BEHIND = """
        {digest} > :after
          AND (CASE get_byte({digest}, 0) WHEN 1 THEN 'sha256:' WHEN 2 THEN 'sha512:' END
              || encode(substr({digest}, 2), 'hex')) COLLATE "C" > :last\
        """;

    private PageStart() {}

    /** The digest that a page begins behind; less than every digest when it is none. */
    public static byte[] digest(PageRequest page) {
        return page.last().flatMap(Digest::parse).map(DigestBytes::of).orElseGet(() -> new byte[0]);
    }

    /**
     * A text that PostgreSQL takes and that lies between the same names as the one that was asked for. Names are ASCII:
     * NUL is less than any of their characters, and everything beyond ASCII is greater.
     */
    public static String text(PageRequest page) {
        String last = page.last().orElse("");
        for (int i = 0; i < last.length(); i++) {
            char c = last.charAt(i);
            if (c == 0) {
                return last.substring(0, i);
            }
            if (c > LAST_ASCII) {
                return last.substring(0, i) + LAST_ASCII;
            }
        }
        return last;
    }
}
