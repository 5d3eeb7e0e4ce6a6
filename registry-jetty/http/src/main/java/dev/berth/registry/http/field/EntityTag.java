package dev.berth.registry.http.field;

import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.model.Digest;
import java.util.List;
import java.util.Set;

/** The entity tag of content: its quoted digest (RFC 9110, sections 8.8.3 and 13.1.2). */
public final class EntityTag {

    private EntityTag() {}

    public static String of(Digest digest) {
        return '"' + digest.toString() + '"';
    }

    /** The weak tag of content that is sent plain or compressed (section 8.8.1). */
    public static String weak(Digest digest) {
        return "W/" + of(digest);
    }

    /**
     * True when the client has this content already. Weak tags match too, as section 13.1.2 has it, and so do tags
     * without quotes, sent by old Docker clients.
     */
    public static boolean isKnownTo(HttpRequest request, Digest digest) {
        List<String> fields = request.headers(HeaderName.IF_NONE_MATCH);
        return !fields.isEmpty() && isAmong(fields, spellings(digest));
    }

    private static Set<String> spellings(Digest digest) {
        String entityTag = of(digest);
        return Set.of("*", entityTag, weak(digest), digest.toString());
    }

    private static boolean isAmong(List<String> fields, Set<String> spellings) {
        for (String field : fields) {
            for (String known : field.split(",", -1)) {
                if (spellings.contains(known.strip())) {
                    return true;
                }
            }
        }
        return false;
    }
}
