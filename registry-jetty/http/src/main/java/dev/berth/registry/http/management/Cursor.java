package dev.berth.registry.http.management;

import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.Page;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * The end of a page, from which the next one continues. Its text is opaque to clients. It names the list and its order,
 * so that the cursor of one list is refused by another.
 */
final class Cursor {
    private static final String PARAMETER = "cursor";
    private static final String ALLOWED = "the 'next' of a page of the same list in the same order";

    private Cursor() {}

    /** The text of a position in a list. */
    static String of(String list, String position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + ' ' + position).getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of the page that follows; empty at the end of the list. */
    static <T> Optional<String> next(String list, Page<T> page, Function<T, String> position) {
        return page.next(position).map(last -> of(list, last));
    }

    /** The position in a list at which a request continues; empty for the first page. */
    static Optional<String> in(Query query, String list) {
        return query.first(PARAMETER).map(text -> position(text, list));
    }

    /** The refusal of a cursor whose position is not one of the list. */
    static RuntimeException wrong() {
        return Parameters.wrongValue(PARAMETER, ALLOWED);
    }

    private static String position(String text, String list) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (plain.startsWith(list + ' ')) {
                return plain.substring(list.length() + 1);
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }
}
