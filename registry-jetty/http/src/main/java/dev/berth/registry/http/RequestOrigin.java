package dev.berth.registry.http;

import dev.berth.registry.access.Caller;
import dev.berth.registry.event.Actor;
import dev.berth.registry.event.Origin;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The description of the request that caused an event. Texts chosen by clients are shortened, and control characters
 * removed.
 */
final class RequestOrigin {
    private static final int LONGEST = 256;

    private RequestOrigin() {}

    static Origin of(HttpRequest request, String id, Caller caller) {
        String base = baseUrl(request);
        return new Origin(
                Optional.of(id),
                request.clientAddress().map(InetAddress::getHostAddress),
                host(base),
                Optional.of(request.method()),
                request.header(HeaderName.USER_AGENT).flatMap(RequestOrigin::tame),
                new Actor(
                        tame(caller.name()),
                        caller.account().type(),
                        caller.account().user()),
                Optional.of(base).filter(url -> !url.isEmpty()));
    }

    private static String baseUrl(HttpRequest request) {
        String links = request.linkBase();
        return links.startsWith("http") ? links : request.origin() + links;
    }

    private static Optional<String> host(String base) {
        int begin = base.indexOf("://") + 3;
        int end = base.indexOf('/', begin);
        return begin < 3 ? Optional.empty() : Optional.of(base.substring(begin, end < 0 ? base.length() : end));
    }

    private static Optional<String> tame(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        String tamed = plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
        return tamed.isEmpty() ? Optional.empty() : Optional.of(tamed);
    }
}
