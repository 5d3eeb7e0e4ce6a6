package dev.berth.registry.jetty.protocol;

import java.net.http.HttpClient;

/** The JDK's client, by protocol version. */
public final class Clients {

    private Clients() {}

    public static HttpClient http1() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Uses HTTP/2 over TLS only: it has no prior knowledge. */
    public static HttpClient http2() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(TestCertificate.trusting())
                .build();
    }
}
