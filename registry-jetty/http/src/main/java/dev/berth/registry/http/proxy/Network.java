package dev.berth.registry.http.proxy;

import java.net.InetAddress;

/** A range of addresses. */
public final class Network {
    private final byte[] first;
    private final int prefix;

    private Network(byte[] first, int prefix) {
        this.first = first;
        this.prefix = prefix;
        if (prefix < 0 || prefix > first.length * 8) {
            throw new IllegalArgumentException("no prefix length: " + prefix);
        }
    }

    /** Reads {@code 10.0.0.0/8}, {@code 192.0.2.1} or {@code fd00::/8}. Names are refused, none is resolved. */
    public static Network of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address = AddressLiteral.parse(literal)
                .orElseThrow(() -> new IllegalArgumentException("not an address or network: " + text))
                .getAddress();
        int bits = address.length * 8;
        return new Network(address, slash < 0 ? bits : prefix(text.substring(slash + 1), literal, bits));
    }

    /** A network of IPv4 addresses may be written as one of IPv6. */
    private static int prefix(String text, String literal, int bits) {
        if (!text.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("no prefix length: " + text);
        }
        boolean isMapped = bits == 32 && literal.indexOf(':') >= 0;
        return Integer.parseInt(text) - (isMapped ? 96 : 0);
    }

    public static boolean isNetwork(String text) {
        try {
            of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean contains(InetAddress candidate) {
        byte[] other = candidate.getAddress();
        if (other.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((other[bit >> 3] & mask) != (first[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
