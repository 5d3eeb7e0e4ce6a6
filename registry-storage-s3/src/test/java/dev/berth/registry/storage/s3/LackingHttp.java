package dev.berth.registry.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** A store that lacks something: it answers some requests with an error, always the same one. */
final class LackingHttp implements SdkHttpClient {
    private final SdkHttpClient real;
    private final Predicate<SdkHttpRequest> refused;
    private final int status;
    private final String code;

    LackingHttp(SdkHttpClient real, int status, String code, Predicate<SdkHttpRequest> refused) {
        this.real = real;
        this.refused = refused;
        this.status = status;
        this.code = code;
    }

    /** Requests that list the multipart uploads of a bucket. */
    static boolean listsUploads(SdkHttpRequest request) {
        return request.rawQueryParameters().containsKey("uploads")
                && "GET".equals(request.method().name());
    }

    /** Listings that begin behind a name without the prefix, which MinIO does not know. */
    static boolean beginsElsewhere(SdkHttpRequest request) {
        String prefix = request.firstMatchingRawQueryParameter("prefix").orElse("");
        return request.firstMatchingRawQueryParameter("key-marker")
                .or(() -> request.firstMatchingRawQueryParameter("start-after"))
                .filter(marker -> !marker.startsWith(prefix))
                .isPresent();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return refused.test(request.httpRequest()) ? new Refused() : real.prepareRequest(request);
    }

    private final class Refused implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            byte[] body = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(status).build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        }

        @Override
        public void abort() {
            // Nothing was begun.
        }
    }

    @Override
    public String clientName() {
        return "lacking";
    }

    @Override
    public void close() {
        // The connections are the test's.
    }
}
