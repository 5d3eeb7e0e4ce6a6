package dev.berth.registry.http.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds the client behind proxies: each proxy appends its peer at the right end, so the field is read from the right,
 * and the first address that is not a trusted proxy's is the client. Everything left of it may be forged by the client.
 */
final class ForwardedFor {
    /** No real installation has more proxies than this in a row. */
    private static final int MAX_PROXIES = 32;

    private ForwardedFor() {}

    /**
     * The client.
     *
     * @param lines the values of all lines of the field, in order
     * @param peer the other end of the connection
     * @return the peer itself if it is not trusted, or its field is invalid; the first of the proxies when all are
     *     trusted
     */
    static InetAddress client(List<String> lines, ForwardedField field, InetAddress peer, List<Network> trusted) {
        if (lines.isEmpty() || !isTrusted(peer, trusted)) {
            return peer;
        }
        InetAddress nearest = peer;
        int proxies = 0;
        for (int line = lines.size() - 1; line >= 0; line--) {
            List<String> hops = hops(lines.get(line), field);
            for (int hop = hops.size() - 1; hop >= 0; hop--) {
                Optional<InetAddress> address = address(hops.get(hop));
                if (address.isEmpty() || ++proxies > MAX_PROXIES) {
                    return peer;
                }
                nearest = address.get();
                if (!isTrusted(nearest, trusted)) {
                    return nearest;
                }
            }
        }
        return nearest;
    }

    static boolean isTrusted(InetAddress address, List<Network> trusted) {
        for (Network network : trusted) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> hops(String line, ForwardedField field) {
        return switch (field) {
            case X_FORWARDED_FOR -> List.of(line.split(",", -1));
            case FORWARDED -> ForwardedElements.callers(line);
        };
    }

    /** Some proxies add a port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static Optional<InetAddress> address(String hop) {
        String node = hop.strip();
        int bracket = node.lastIndexOf(']');
        if (node.startsWith("[") && bracket > 0) {
            String literal = node.substring(1, bracket);
            boolean isV6 = literal.indexOf(':') >= 0 && isPort(node.substring(bracket + 1));
            return isV6 ? AddressLiteral.parse(literal) : Optional.empty();
        }
        int colon = node.indexOf(':');
        boolean isV4WithPort = colon > 0 && colon == node.lastIndexOf(':') && isPort(node.substring(colon));
        return AddressLiteral.parse(isV4WithPort ? node.substring(0, colon) : node);
    }

    private static boolean isPort(String rest) {
        return rest.isEmpty() || rest.matches(":[0-9]{1,5}");
    }
}
