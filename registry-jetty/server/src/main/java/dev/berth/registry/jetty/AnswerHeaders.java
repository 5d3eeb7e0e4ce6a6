package dev.berth.registry.jetty;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpTokens;
import org.eclipse.jetty.server.Request;

/**
 * Fields that an operator adds to every answer, for browsers mostly (Fetch Standard, "CORS protocol"). Immutable.
 *
 * <p>Of several values of Access-Control-Allow-Origin an answer has the one that is the origin of the request, since
 * browsers take one only.
 */
public final class AnswerHeaders {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String NO_SNIFFING = "X-Content-Type-Options";
    /** Those of the protocol and of the server, apart from the ones that begin with Docker- or OCI-. */
    private static final Set<String> TAKEN = Set.of(
            "accept-ranges",
            "allow",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "date",
            "etag",
            "keep-alive",
            "link",
            "location",
            "range",
            "retry-after",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "www-authenticate",
            "x-request-id");

    private final List<HttpField> fields = new ArrayList<>();
    private final List<String> origins = new ArrayList<>();

    private AnswerHeaders() {}

    /** None. */
    public static AnswerHeaders none() {
        return new AnswerHeaders();
    }

    /**
     * These, each name with its values.
     *
     * @throws IllegalArgumentException when one cannot be sent, or is one that the registry sets itself
     */
    public static AnswerHeaders of(Map<String, List<String>> values) {
        AnswerHeaders headers = new AnswerHeaders();
        values.forEach((name, all) -> all.forEach(value -> headers.add(name, value)));
        return headers;
    }

    private void add(String name, String value) {
        requireSendable(name, value);
        if (name.equalsIgnoreCase(NO_SNIFFING)) {
            requireNoSniffing(value);
        } else if (name.equalsIgnoreCase(ALLOW_ORIGIN)) {
            origins.add(value);
        } else {
            fields.add(new HttpField(name, value));
        }
    }

    private static void requireSendable(String name, String value) {
        boolean isToken = !name.isEmpty() && name.chars().allMatch(AnswerHeaders::isTokenCharacter);
        if (!isToken || !value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("'" + name + "' is not a header field, or its value is not plain text");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (TAKEN.contains(lower) || lower.startsWith("docker-") || lower.startsWith("oci-")) {
            throw new IllegalArgumentException("the registry sets " + name + " itself");
        }
    }

    private static boolean isTokenCharacter(int c) {
        HttpTokens.Token token = c < 0x7f ? HttpTokens.getToken((byte) c) : null;
        return token != null && token.isRfc2616Token();
    }

    /** Every answer has it anyway. */
    private static void requireNoSniffing(String value) {
        if (!value.strip().equalsIgnoreCase("nosniff")) {
            throw new IllegalArgumentException(NO_SNIFFING + " is nosniff, not '" + value + "'");
        }
    }

    void addTo(HttpFields.Mutable answer, Request request) {
        fields.forEach(answer::add);
        if (origins.size() == 1) {
            answer.add(ALLOW_ORIGIN, origins.get(0));
        } else if (origins.size() > 1) {
            answer.add(HttpHeader.VARY, "Origin");
            String origin = request.getHeaders().get(HttpHeader.ORIGIN);
            if (origin != null && origins.contains(origin)) {
                answer.add(ALLOW_ORIGIN, origin);
            }
        }
    }

    @Override
    public String toString() {
        return "AnswerHeaders[origins=" + origins + ", fields=" + fields + "]";
    }
}
