package dev.berth.registry.jdbi.sql;

import java.util.regex.Pattern;

/** Names of schemas that need no quotes in statements. */
public final class SchemaName {
    private static final Pattern PLAIN = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

    private SchemaName() {}

    /** True for lower-case letters, digits and underscores, at most 63. */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** The name, if it is plain. */
    public static String require(String name) {
        if (!isPlain(name)) {
            throw new IllegalArgumentException("'" + name + "' is no schema: a name of lower-case letters, digits and"
                    + " underscores is needed, of at most 63 characters, that does not begin with pg_");
        }
        return name;
    }
}
