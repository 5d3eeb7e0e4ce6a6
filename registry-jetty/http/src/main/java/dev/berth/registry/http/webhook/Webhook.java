package dev.berth.registry.http.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The endpoint that events are posted to.
 *
 * @param url of http or https, without user and password, which belong into a header
 * @param headers sent with every request, {@code Authorization} for example; they are secrets and shown nowhere
 * @param timeout the time for an answer of the endpoint, at most a minute
 */
public record Webhook(URI url, Map<String, List<String>> headers, Duration timeout) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int SHORTEST_SECRET = 4;
    /** Most parts of a path are words, which would be missed in the text. */
    private static final int SHORTEST_IN_PATH = 8;

    /** Copies the headers. */
    public Webhook {
        Objects.requireNonNull(timeout, "timeout");
        headers = Map.copyOf(headers);
        if (!isHttp(url)) {
            throw new IllegalArgumentException("the url of a webhook begins with http:// or https:// and names a host");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the url of a webhook has a password in it: use headers.Authorization");
        }
        if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("the timeout of a webhook must be above 0 and at most 1m");
        }
    }

    private static boolean isHttp(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        return url.getHost() != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
    }

    /**
     * An address as it may be shown: without user, password, path and query, which may be secrets. Chat services have
     * the secret in the path.
     */
    public static String shown(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return url.getScheme() + "://" + host + (path(url).length() > 1 ? "/***" : path(url));
    }

    private static String path(URI url) {
        return url.getRawPath() == null ? "" : url.getRawPath();
    }

    /** A text of the endpoint without the values of headers, path and query, which an endpoint may repeat. */
    String withoutSecrets(String text) {
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        Stream<String> ofPath = Stream.concat(Arrays.stream(path(url).split("/")), Stream.of(path(url)))
                .filter(part -> part.length() >= SHORTEST_IN_PATH);
        Stream<String> ofRest = Stream.concat(
                        headers.values().stream().flatMap(List::stream).flatMap(Webhook::parts),
                        Arrays.stream(query.split("[&=]")).flatMap(Webhook::parts))
                .filter(part -> part.length() >= SHORTEST_SECRET);
        return Stream.concat(ofPath, ofRest)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .reduce(text, (shown, secret) -> shown.replace(secret, "***"));
    }

    /** The whole value, and the words of it: an endpoint may repeat the token of Bearer alone. */
    private static Stream<String> parts(String value) {
        return Stream.concat(Stream.of(value), Arrays.stream(value.split("[\\s,;=\"]+")));
    }

    /** The address without its secrets. */
    @Override
    public String toString() {
        return shown(url);
    }
}
