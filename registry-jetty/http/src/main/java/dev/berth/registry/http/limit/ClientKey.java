package dev.berth.registry.http.limit;

import java.net.InetAddress;

/** The key that identifies an unauthenticated client. */
public final class ClientKey {
    private ClientKey() {}

    /**
     * A number for an IPv4 address, or for the half of an IPv6 address that names a network: within it a client has all
     * addresses. No two of them have the same.
     */
    public static long of(InetAddress address) {
        byte[] bytes = address.getAddress();
        long number = 0;
        for (int i = 0; i < Math.min(8, bytes.length); i++) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
    }
}
