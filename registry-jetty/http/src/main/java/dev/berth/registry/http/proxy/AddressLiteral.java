package dev.berth.registry.http.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text. Names are refused, none is ever resolved. */
public final class AddressLiteral {
    private static final int LONGEST = 45;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private AddressLiteral() {}

    /** Reads {@code 192.0.2.1} or {@code 2001:db8::1}; an IPv4 address that is written as IPv6 is an IPv4 address. */
    public static Optional<InetAddress> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (V4.matcher(text).matches()) {
            return read(text);
        }
        // The brackets keep a text that is no address from being looked up as a name.
        return V6.matcher(text).matches() ? read("[" + text + "]") : Optional.empty();
    }

    private static Optional<InetAddress> read(String literal) {
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
