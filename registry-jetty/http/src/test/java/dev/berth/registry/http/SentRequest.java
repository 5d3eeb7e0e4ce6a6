package dev.berth.registry.http;

import dev.berth.registry.access.Caller;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A request of one header field. */
class SentRequest implements HttpRequest {
    private final HeaderName name;
    private final String value;
    private final OptionalLong length;

    /**
     * @param length of its body, which is empty nevertheless
     */
    SentRequest(HeaderName name, String value, OptionalLong length) {
        this.name = name;
        this.value = value;
        this.length = length;
    }

    /** Without Content-Length. */
    SentRequest(HeaderName name, String value) {
        this(name, value, OptionalLong.empty());
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/v2/";
    }

    @Override
    public String query() {
        return "";
    }

    @Override
    public Optional<String> header(HeaderName wanted) {
        return headers(wanted).stream().findFirst();
    }

    @Override
    public List<String> headers(HeaderName wanted) {
        return wanted == name ? List.of(value) : List.of();
    }

    @Override
    public OptionalLong contentLength() {
        return length;
    }

    @Override
    public InputStream body() {
        return InputStream.nullInputStream();
    }

    @Override
    public String linkBase() {
        return "";
    }

    @Override
    public String origin() {
        return "";
    }

    @Override
    public Optional<InetAddress> clientAddress() {
        return Optional.empty();
    }

    @Override
    public Optional<X509Certificate> clientCertificate() {
        return Optional.empty();
    }

    @Override
    public void onAnswered(Runnable action) {}

    @Override
    public void recognised(Route route, Caller caller) {}
}
