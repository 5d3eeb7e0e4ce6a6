package dev.berth.registry.http;

import dev.berth.registry.model.Digest;
import java.util.List;

/** The entity tag of content: its quoted digest (RFC 9110, sections 8.8.3 and 13.1.2). */
final class EntityTag {

    private EntityTag() {}

    static String of(Digest digest) {
        return '"' + digest.toString() + '"';
    }

    /**
     * Whether the client says it has this already. Weak tags match too, as section 13.1.2 has it, and so do tags without
     * quotes, which old Docker clients send.
     */
    static boolean isKnownTo(HttpRequest request, String entityTag) {
        List<String> fields = request.headers(HeaderName.IF_NONE_MATCH);
        for (String field : fields) {
            for (String candidate : field.split(",", -1)) {
                String known = candidate.strip();
                boolean isThis = known.equals(entityTag)
                        || known.equals("W/" + entityTag)
                        || entityTag.equals('"' + known + '"');
                if (isThis || known.equals("*")) {
                    return true;
                }
            }
        }
        return false;
    }
}
