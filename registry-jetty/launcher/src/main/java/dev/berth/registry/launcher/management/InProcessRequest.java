package dev.berth.registry.launcher.management;

import dev.berth.registry.access.Caller;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Route;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A request that no server received, without header fields and body. */
record InProcessRequest(String method, String path, String query, List<Runnable> afterwards) implements HttpRequest {

    InProcessRequest(String method, String path, String query) {
        this(method, path, query, new ArrayList<>());
    }

    /** Releases the resources of the request. */
    void answered() {
        afterwards.forEach(Runnable::run);
    }

    @Override
    public Optional<String> header(HeaderName name) {
        return Optional.empty();
    }

    @Override
    public List<String> headers(HeaderName name) {
        return List.of();
    }

    @Override
    public OptionalLong contentLength() {
        return OptionalLong.of(0);
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
    public void onAnswered(Runnable action) {
        afterwards.add(action);
    }

    @Override
    public void recognised(Route route, Caller caller) {
        // There is no log of requests here.
    }
}
