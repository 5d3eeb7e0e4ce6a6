package dev.berth.registry.http;

import dev.berth.registry.model.Digest;

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
    static boolean isKnownTo(HttpRequest request, Digest digest) {
        for (String field : request.headers(HeaderName.IF_NONE_MATCH)) {
            for (String known : field.split(",", -1)) {
                if (matches(known.strip(), digest)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matches(String known, Digest digest) {
        String entityTag = of(digest);
        return known.equals("*")
                || known.equals(entityTag)
                || known.equals("W/" + entityTag)
                || known.equals(digest.toString());
    }
}
