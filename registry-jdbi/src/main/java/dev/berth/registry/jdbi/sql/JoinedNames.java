package dev.berth.registry.jdbi.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names that a statement answers as one value, with a space between them, which none has: a row for each would cost
 * three times as much.
 */
public final class JoinedNames {
    private static final char BETWEEN = ' ';

    /** An estimate, so that long lists are not copied repeatedly during their growth. */
    private static final int USUAL_LENGTH = 8;

    private JoinedNames() {}

    /** The names in their order; {@code null} is how PostgreSQL joins none. */
    public static <T> List<T> split(@Nullable String joined, Function<String, T> name) {
        if (joined == null) {
            return List.of();
        }
        List<T> names = new ArrayList<>(joined.length() / USUAL_LENGTH + 1);
        int begin = 0;
        while (begin < joined.length()) {
            int space = joined.indexOf(BETWEEN, begin);
            int end = space < 0 ? joined.length() : space;
            names.add(name.apply(joined.substring(begin, end)));
            begin = end + 1;
        }
        return names;
    }
}
