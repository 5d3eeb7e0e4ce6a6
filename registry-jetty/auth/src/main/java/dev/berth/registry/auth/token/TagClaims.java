package dev.berth.registry.auth.token;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.berth.registry.access.TagLimit;
import dev.berth.registry.access.TagLimit.Deed;
import dev.berth.registry.model.RepositoryName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code meta} of an entry of the access claim: {@code tag_deny_access_patterns}, whose {@code push} and {@code
 * delete} list patterns of tags, and {@code tag_immutable_patterns}. Each list has at most 5 patterns of 100
 * characters.
 *
 * <p>A tag that is to be immutable may be set once, and again to the same manifest; it may not be deleted.
 */
final class TagClaims {
    private static final int MAX = 5;
    private static final int LONGEST = 100;

    private final RepositoryName repository;
    private final Set<TagLimit> limits = new HashSet<>();

    private TagClaims(RepositoryName repository) {
        this.repository = repository;
    }

    static Set<TagLimit> read(RepositoryName repository, @Nullable Object meta) throws BadToken {
        TagClaims claims = new TagClaims(repository);
        Map<?, ?> fields = map(meta);
        Map<?, ?> denied = map(fields.get("tag_deny_access_patterns"));
        claims.add(denied.get("push"), Deed.SET);
        claims.add(denied.get("delete"), Deed.DELETE);
        claims.add(fields.get("tag_immutable_patterns"), Deed.MOVE);
        claims.add(fields.get("tag_immutable_patterns"), Deed.DELETE);
        return claims.limits;
    }

    private void add(@Nullable Object patterns, Deed deed) throws BadToken {
        if (patterns == null) {
            return;
        }
        if (!(patterns instanceof List<?> list) || list.size() > MAX) {
            throw malformed();
        }
        for (Object pattern : list) {
            limits.add(new TagLimit(repository, deed, valid(pattern)));
        }
    }

    private static String valid(@Nullable Object pattern) throws BadToken {
        if (!(pattern instanceof String text) || text.length() > LONGEST) {
            throw malformed();
        }
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw new BadToken("the token's patterns of tags are no regular expressions", e);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) throws BadToken {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw malformed();
    }

    private static BadToken malformed() {
        return new BadToken("the token's patterns of tags are not lists of at most 5, of at most 100 characters");
    }
}
