package dev.berth.registry.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Real HTTP, but for one call, which fails in the way that is asked for. Remembers which calls were made. */
public final class FaultyHttp implements SdkHttpClient {
    private final SdkHttpClient real;
    private final Fault fault;
    private final int at;
    private final List<String> calls = new ArrayList<>();

    /** Ways to fail. */
    public enum Fault {
        /** No listener. */
        REFUSED,
        /** The store is busy and does nothing. */
        THROTTLED,
        /** The store breaks before it does anything. */
        BROKEN,
        /** No answer, and nothing done. */
        LOST,
        /** No answer, though all was done. */
        DONE_AND_LOST,
        /** A complete operation with an answer that reports a failure. */
        DONE_AND_BROKEN,
        /** An answer that ends in the middle. */
        CUT,
        /** A request that ends in the middle of its body. */
        CUT_SENDING,
        /** A request whose body arrives otherwise than it was sent. */
        DAMAGED
    }

    /** Fails the call of this number, the first being 1. */
    FaultyHttp(SdkHttpClient real, Fault fault, int at) {
        this.real = real;
        this.fault = fault;
        this.at = at;
    }

    /** Fails none. */
    static FaultyHttp none(SdkHttpClient real) {
        return new FaultyHttp(real, Fault.LOST, 0);
    }

    /** The calls so far, each as its method and what its query asks for. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Counts anew; a call that is to fail keeps its number. */
    public synchronized void forgetCalls() {
        calls.clear();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return count(request) == at ? fail(request, call) : call.call();
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    private synchronized int count(HttpExecuteRequest request) {
        String asked =
                String.join("&", request.httpRequest().rawQueryParameters().keySet());
        calls.add(request.httpRequest().method() + (asked.isEmpty() ? "" : " " + asked));
        return calls.size();
    }

    private HttpExecuteResponse fail(HttpExecuteRequest request, ExecutableHttpRequest call) throws IOException {
        return switch (fault) {
            case REFUSED -> throw new ConnectException("refused, by a test");
            case THROTTLED -> error(503, "SlowDown");
            case BROKEN -> error(500, "InternalError");
            case LOST -> throw new SocketTimeoutException("no answer, by a test");
            case DONE_AND_LOST -> {
                drain(call.call());
                throw new SocketTimeoutException("lost answer, by a test");
            }
            case DONE_AND_BROKEN -> {
                drain(call.call());
                yield error(500, "InternalError");
            }
            case CUT -> cut(call.call());
            case CUT_SENDING -> send(request, body -> new Cut(body, length(request) / 2));
            case DAMAGED -> send(request, Damaged::new);
        };
    }

    /** A request without a body is sent unchanged. */
    private HttpExecuteResponse send(HttpExecuteRequest request, UnaryOperator<InputStream> how) throws IOException {
        HttpExecuteRequest.Builder altered = HttpExecuteRequest.builder().request(request.httpRequest());
        request.contentStreamProvider()
                .ifPresent(body -> altered.contentStreamProvider(() -> how.apply(body.newStream())));
        return real.prepareRequest(altered.build()).call();
    }

    private static int length(HttpExecuteRequest request) {
        return request.httpRequest()
                .firstMatchingHeader("Content-Length")
                .map(Integer::parseInt)
                .orElse(0);
    }

    private static void drain(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isPresent()) {
            try (InputStream body = response.responseBody().get()) {
                body.readAllBytes();
            }
        }
    }

    private static HttpExecuteResponse error(int status, String code) {
        byte[] body = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder().statusCode(status).build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private static HttpExecuteResponse cut(HttpExecuteResponse whole) throws IOException {
        Optional<AbortableInputStream> body = whole.responseBody();
        if (body.isEmpty()) {
            throw new SocketException("cut off, by a test");
        }
        int length = whole.httpResponse()
                .firstMatchingHeader("Content-Length")
                .map(Integer::parseInt)
                .orElse(0);
        return HttpExecuteResponse.builder()
                .response(whole.httpResponse())
                .responseBody(AbortableInputStream.create(new Cut(body.get(), length / 2), body.get()))
                .build();
    }

    private static final class Cut extends FilterInputStream {
        private int left;

        private Cut(InputStream whole, int left) {
            super(whole);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                throw new SocketException("cut off, by a test");
            }
            int read = super.read(bytes, offset, Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }

    /** The first byte is another. */
    private static final class Damaged extends FilterInputStream {
        private boolean begun;

        private Damaged(InputStream whole) {
            super(whole);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0 && !begun) {
                bytes[offset] ^= 1;
                begun = true;
            }
            return read;
        }
    }

    @Override
    public String clientName() {
        return "faulty";
    }

    @Override
    public void close() {
        // The connections are the test's.
    }
}
