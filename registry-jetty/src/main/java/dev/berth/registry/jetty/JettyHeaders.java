package dev.berth.registry.jetty;

import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Header fields as Jetty wants them, the constant ones encoded once. */
final class JettyHeaders {
    private static final org.eclipse.jetty.http.HttpHeader[] KNOWN = known();
    private static final HttpField API_VERSION =
            new PreEncodedHttpField(HeaderName.DOCKER_DISTRIBUTION_API_VERSION.toString(), "registry/2.0");
    private static final HttpField NO_SNIFFING =
            new PreEncodedHttpField(HeaderName.X_CONTENT_TYPE_OPTIONS.toString(), "nosniff");

    private JettyHeaders() {}

    static Optional<String> first(HttpFields fields, HeaderName name) {
        org.eclipse.jetty.http.HttpHeader known = KNOWN[name.ordinal()];
        return Optional.ofNullable(known == null ? fields.get(name.toString()) : fields.get(known));
    }

    static HttpField field(HttpHeader header) {
        return switch (header.name()) {
            case DOCKER_DISTRIBUTION_API_VERSION -> API_VERSION;
            case X_CONTENT_TYPE_OPTIONS -> NO_SNIFFING;
            default ->
                new HttpField(KNOWN[header.name().ordinal()], header.name().toString(), header.value());
        };
    }

    private static org.eclipse.jetty.http.HttpHeader[] known() {
        HeaderName[] names = HeaderName.values();
        org.eclipse.jetty.http.HttpHeader[] known = new org.eclipse.jetty.http.HttpHeader[names.length];
        for (HeaderName name : names) {
            known[name.ordinal()] = org.eclipse.jetty.http.HttpHeader.CACHE.get(name.toString());
        }
        return known;
    }
}
