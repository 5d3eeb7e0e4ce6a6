package dev.berth.registry.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client found for the peer 10.0.0.1, with 10.0.0.0/8 and fd00::/8 trusted. */
class ForwardedForTest {
    private static final String PEER = "10.0.0.1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7 | 192.0.2.7",
                "1.1.1.1, 192.0.2.7 | 192.0.2.7",
                "1.1.1.1 ,192.0.2.7,10.2.3.4 | 192.0.2.7",
                "junk, 192.0.2.7, 10.2.3.4 | 192.0.2.7",
                "192.0.2.7:4711 | 192.0.2.7",
                "2001:db8::7 | 2001:db8::7",
                "[2001:db8::7] | 2001:db8::7",
                "[2001:db8::7]:4711, fd00::1 | 2001:db8::7",
                "::ffff:192.0.2.7 | 192.0.2.7",
                "192.0.2.7, ::ffff:10.2.3.4 | 192.0.2.7",
                "10.9.9.9, 10.2.3.4 | 10.9.9.9"
            })
    void clientIsTheFirstFromTheRightThatIsNotTrusted(String field, String client) {
        assertThat(ofXForwardedFor(field)).isEqualTo(address(client));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.7 | 192.0.2.7",
                "FOR=192.0.2.7;proto=https;by=10.0.0.1 | 192.0.2.7",
                "proto=https; for=192.0.2.7 | 192.0.2.7",
                "for=1.1.1.1, for=192.0.2.7, for=10.2.3.4 | 192.0.2.7",
                "for=\"192.0.2.7:4711\" | 192.0.2.7",
                "for=\"[2001:db8::7]:4711\";by=\"a,b;for=1.1.1.1\" | 2001:db8::7",
                "for=_hidden, for=192.0.2.7 | 192.0.2.7"
            })
    void forwardedIsReadWhereThatIsAskedFor(String field, String client) {
        assertThat(of(List.of(field), ForwardedField.FORWARDED)).isEqualTo(address(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "unknown",
                "localhost",
                "registry.example.com",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.07",
                "192.0.2.7:port",
                "192.0.2.7:4711:1",
                "[192.0.2.7]",
                "[2001:db8::7",
                "2001:db8::7]",
                "2001:db8::7::1",
                "fe80::1%eth0",
                ":",
                "[]",
                "192.0.2.7,",
                "1.1.1.1, unknown, 10.2.3.4"
            })
    void whatMakesNoSenseIsNotBelieved(String field) {
        assertThat(ofXForwardedFor(field)).isEqualTo(address(PEER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.7",
                "for",
                "for=",
                "for=unknown",
                "for=_hidden",
                "proto=https",
                "for=192.0.2.7;for=1.1.1.1",
                "for=\"192.0.2.7",
                "for=\"1.1.1.1, for=192.0.2.7",
                "for=\"192.0.2.7\\\"",
                "for=\\"
            })
    void whatMakesNoSenseInForwardedIsNotBelieved(String field) {
        assertThat(of(List.of(field), ForwardedField.FORWARDED)).isEqualTo(address(PEER));
    }

    @Test
    void linesAreOneList() {
        assertThat(ofXForwardedFor("1.1.1.1", "192.0.2.7", "10.2.3.4")).isEqualTo(address("192.0.2.7"));
    }

    @Test
    void whoIsNotTrustedIsTheClientWhateverItSays() {
        InetAddress stranger = address("198.51.100.1");
        assertThat(ForwardedFor.client(
                        List.of("192.0.2.7"),
                        ForwardedField.X_FORWARDED_FOR,
                        stranger,
                        List.of(Network.of("10.0.0.0/8"))))
                .isEqualTo(stranger);
    }

    @Test
    void endlessChainsAreNotBelieved() {
        List<String> proxies = Collections.nCopies(200, "10.2.3.4");
        String chain = Stream.concat(Stream.of("192.0.2.7"), proxies.stream())
                .reduce((a, b) -> a + "," + b)
                .get();
        assertThat(ofXForwardedFor(chain)).isEqualTo(address(PEER));
    }

    @ParameterizedTest
    @CsvSource({"::ffff:10.0.0.0/104, 10.1.2.3, true", "::ffff:10.0.0.0/104, 11.1.2.3, false", "::/0, 10.1.2.3, false"})
    void networksOfMappedAddressesAreThoseOfIpv4(String network, String address, boolean contained) {
        assertThat(Network.of(network).contains(address(address))).isEqualTo(contained);
    }

    private static InetAddress ofXForwardedFor(String... lines) {
        return of(List.of(lines), ForwardedField.X_FORWARDED_FOR);
    }

    private static InetAddress of(List<String> lines, ForwardedField field) {
        List<Network> trusted = List.of(Network.of("10.0.0.0/8"), Network.of("fd00::/8"));
        return ForwardedFor.client(lines, field, address(PEER), trusted);
    }

    private static InetAddress address(String literal) {
        return AddressLiteral.parse(literal).orElseThrow();
    }
}
