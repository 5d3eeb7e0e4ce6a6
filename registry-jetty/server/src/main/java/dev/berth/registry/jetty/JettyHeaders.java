package dev.berth.registry.jetty;

import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Header fields in the form of Jetty, the constant ones encoded once. */
final class JettyHeaders {
    private static final Map<HeaderName, org.eclipse.jetty.http.HttpHeader> KNOWN = known();
    private static final HttpField API_VERSION =
            new PreEncodedHttpField(HeaderName.DOCKER_DISTRIBUTION_API_VERSION.toString(), "registry/2.0");
    private static final HttpField NO_SNIFFING =
            new PreEncodedHttpField(HeaderName.X_CONTENT_TYPE_OPTIONS.toString(), "nosniff");

    private JettyHeaders() {}

    static Optional<String> first(HttpFields fields, HeaderName name) {
        org.eclipse.jetty.http.HttpHeader known = KNOWN.get(name);
        return Optional.ofNullable(known == null ? fields.get(name.toString()) : fields.get(known));
    }

    static HttpField field(HttpHeader header) {
        return switch (header.name()) {
            case DOCKER_DISTRIBUTION_API_VERSION -> API_VERSION;
            case X_CONTENT_TYPE_OPTIONS -> NO_SNIFFING;
            default -> field(header.name(), header.value());
        };
    }

    private static HttpField field(HeaderName name, String value) {
        org.eclipse.jetty.http.HttpHeader known = KNOWN.get(name);
        return known == null ? new HttpField(name.toString(), value) : new HttpField(known, value);
    }

    private static Map<HeaderName, org.eclipse.jetty.http.HttpHeader> known() {
        Map<HeaderName, org.eclipse.jetty.http.HttpHeader> known = new EnumMap<>(HeaderName.class);
        for (HeaderName name : HeaderName.values()) {
            Optional.ofNullable(org.eclipse.jetty.http.HttpHeader.CACHE.get(name.toString()))
                    .ifPresent(header -> known.put(name, header));
        }
        return known;
    }
}
