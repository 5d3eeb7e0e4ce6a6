package dev.berth.registry.jdbi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names that a statement answers as one value, with a space between them, which none has: a row for each would cost three
 * times as much.
 */
final class JoinedNames {
    private static final char BETWEEN = ' ';

    private JoinedNames() {}

    /** The names in their order; {@code null} is how PostgreSQL joins none. */
    static <T> List<T> split(@Nullable String joined, Function<String, T> name) {
        List<T> names = new ArrayList<>();
        int begin = 0;
        while (joined != null && begin < joined.length()) {
            int space = joined.indexOf(BETWEEN, begin);
            int end = space < 0 ? joined.length() : space;
            names.add(name.apply(joined.substring(begin, end)));
            begin = end + 1;
        }
        return names;
    }
}
