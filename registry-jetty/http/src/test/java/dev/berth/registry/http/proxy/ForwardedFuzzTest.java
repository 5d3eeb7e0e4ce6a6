package dev.berth.registry.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Forwarded fields, and addresses as text. */
public final class ForwardedFuzzTest {
    private static final List<Network> TRUSTED = List.of(Network.of("10.0.0.0/8"), Network.of("fd00::/8"));
    private static final InetAddress PROXY = address("10.0.0.1");
    private static final InetAddress CLIENT = address("203.0.113.9");

    /** The fields of a client are left of those that the proxy adds, and change nothing of these. */
    @FuzzTest
    void forwardedFor(byte[] input) {
        List<String> lines = lines(input);
        assertSane(lines, ForwardedField.X_FORWARDED_FOR);
        assertThat(client(with(lines, "203.0.113.9"), ForwardedField.X_FORWARDED_FOR))
                .isEqualTo(CLIENT);
        String joined = String.join(",", lines) + ", 203.0.113.9";
        assertThat(client(List.of(joined), ForwardedField.X_FORWARDED_FOR)).isEqualTo(CLIENT);
    }

    /** An unterminated quotation of a client makes the remaining line unreadable, never another client. */
    @FuzzTest
    void forwarded(byte[] input) {
        List<String> lines = lines(input);
        assertSane(lines, ForwardedField.FORWARDED);
        assertThat(client(with(lines, "for=203.0.113.9"), ForwardedField.FORWARDED))
                .isEqualTo(CLIENT);
        String joined = String.join(",", lines) + ", for=203.0.113.9";
        assertThat(client(List.of(joined), ForwardedField.FORWARDED)).isIn(CLIENT, PROXY);
    }

    private static void assertSane(List<String> lines, ForwardedField field) {
        InetAddress client = client(lines, field);
        assertThat(ForwardedFor.client(lines, field, CLIENT, TRUSTED)).isEqualTo(CLIENT);
        if (!client.equals(PROXY)) {
            assertThat(client).isEqualTo(address(client.getHostAddress()));
        }
    }

    @FuzzTest
    void address(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Optional<InetAddress> address = AddressLiteral.parse(text);
        if (address.isPresent()) {
            assertThat(text).matches("[0-9a-fA-F:.]{2,45}");
            assertThat(AddressLiteral.parse(address.get().getHostAddress())).isEqualTo(address);
            assertThat(Network.of(text).contains(address.get())).isTrue();
        }
    }

    @FuzzTest
    void network(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (!Network.isNetwork(text)) {
            return;
        }
        int slash = text.indexOf('/');
        InetAddress first = address(slash < 0 ? text : text.substring(0, slash));
        assertThat(Network.of(text).contains(first)).isTrue();
        if (slash < 0) {
            assertThat(Network.of(text).contains(first.equals(PROXY) ? CLIENT : PROXY))
                    .isFalse();
        }
    }

    private static InetAddress client(List<String> lines, ForwardedField field) {
        return ForwardedFor.client(lines, field, PROXY, TRUSTED);
    }

    private static List<String> lines(byte[] input) {
        return List.of(new String(input, StandardCharsets.UTF_8).split("\n", -1));
    }

    private static List<String> with(List<String> lines, String last) {
        List<String> more = new ArrayList<>(lines);
        more.add(last);
        return more;
    }

    private static InetAddress address(String literal) {
        return AddressLiteral.parse(literal).orElseThrow();
    }
}
