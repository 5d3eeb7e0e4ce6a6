package dev.berth.registry.http;

import dev.berth.registry.RegistryException;

/** Refusals as clients read them, with the header fields that belong to their status. */
final class ErrorAnswer {
    private static final HttpHeader RETRY_AFTER = new HttpHeader(HeaderName.RETRY_AFTER, "5");

    private ErrorAnswer() {}

    static HttpAnswer.Builder of(RegistryException refused, ErrorForm form) {
        int status = statusOf(refused);
        HttpAnswer.Builder answer =
                HttpAnswer.of(status).with(form.contentType()).body(form.body(status, refused.errors()));
        if (refused instanceof Refusal refusal) {
            answer.with(refusal.headers());
        }
        boolean isLater = answer.status() == 503 || answer.status() == 429;
        if (isLater && !answer.has(HeaderName.RETRY_AFTER)) {
            answer.with(RETRY_AFTER);
        }
        return answer;
    }

    private static int statusOf(RegistryException refused) {
        return refused instanceof Refusal refusal ? refusal.status() : ErrorStatus.of(refused.code());
    }
}
