package dev.berth.registry.http.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The beginning of the body of an answer that is no success, as text of one line; the rest is not read. */
final class AnswerText implements HttpResponse.BodySubscriber<String> {
    private static final int MAX_BYTES = 1024;
    private static final int LONGEST = 200;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteBuffer begin = ByteBuffer.allocate(MAX_BYTES);
    private volatile Flow.@Nullable Subscription subscription;

    private AnswerText() {}

    /** Reads the body of an answer that is no success, and none else. */
    static BodyHandler<String> ofFailures() {
        return answer -> answer.statusCode() / 100 == 2 ? BodySubscribers.replacing("") : new AnswerText();
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            int length = Math.min(part.remaining(), begin.remaining());
            begin.put(begin.position(), part, part.position(), length);
            begin.position(begin.position() + length);
        }
        Flow.Subscription given = subscription;
        if (!begin.hasRemaining() && given != null) {
            given.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        onComplete();
    }

    @Override
    public void onComplete() {
        String read = UTF_8.decode(begin.duplicate().flip()).toString();
        text.complete(shortened(read.replaceAll("[\\p{Cntrl}\\p{Cf}\\s\\u2028\\u2029\\ufffd]+", " ")
                .strip()));
    }

    private static String shortened(String line) {
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
