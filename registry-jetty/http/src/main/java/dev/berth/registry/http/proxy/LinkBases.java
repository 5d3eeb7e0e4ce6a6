package dev.berth.registry.http.proxy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The prefix of the path in Location and Link. Locations are relative unless the address of the registry is configured,
 * so of all forwarded fields only the path prefix matters; it is accepted from trusted proxies only.
 */
public final class LinkBases {
    private static final String PREFIX_FIELD = "X-Forwarded-Prefix";
    private static final String HOST_FIELD = "X-Forwarded-Host";
    private static final String SCHEME_FIELD = "X-Forwarded-Proto";
    private static final int LONGEST_PREFIX = 200;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,260}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Optional<String> externalUrl;
    private final TrustedProxies trustedProxies;

    public LinkBases(Optional<String> externalUrl, TrustedProxies trustedProxies) {
        this.externalUrl = externalUrl.map(LinkBases::withoutSlash);
        this.trustedProxies = trustedProxies;
    }

    /** The base of a registry at the root of its server. */
    public String of(ProxiedRequest request) {
        return of(request, "");
    }

    /**
     * The base of a registry below a path of its server.
     *
     * @param path without a trailing slash; the address of the registry and the prefix of a trusted proxy replace it
     */
    public String of(ProxiedRequest request, String path) {
        return externalUrl.orElseGet(() -> forwardedPrefix(request).orElse(path));
    }

    /** The scheme and host of the request, as sent by the client or forwarded by a trusted proxy. */
    public String origin(ProxiedRequest request) {
        if (externalUrl.isPresent()) {
            return externalUrl.get();
        }
        String host = forwarded(request, HOST_FIELD).or(request::authority).orElse("");
        String scheme = forwarded(request, SCHEME_FIELD).orElse(request.isSecure() ? "https" : "http");
        return HOST.matcher(host).matches() && SCHEMES.contains(scheme) ? scheme + "://" + host : "";
    }

    private Optional<String> forwarded(ProxiedRequest request, String field) {
        return first(request, field).filter(value -> trustedProxies.sent(request));
    }

    private static Optional<String> first(ProxiedRequest request, String field) {
        List<String> values = request.values(field);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    private Optional<String> forwardedPrefix(ProxiedRequest request) {
        return first(request, PREFIX_FIELD)
                .filter(LinkBases::isPath)
                .filter(prefix -> trustedProxies.sent(request))
                .map(LinkBases::withoutSlash);
    }

    /** An absolute path of plain characters, which cannot be taken for an address of another host. */
    private static boolean isPath(String prefix) {
        return prefix.length() <= LONGEST_PREFIX && PATH.matcher(prefix).matches();
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
