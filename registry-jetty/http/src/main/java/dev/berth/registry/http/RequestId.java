package dev.berth.registry.http;

import dev.berth.registry.event.Origin;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** The name of a request in logs: the client's X-Request-Id if it is sane, else a fresh one. Not a secret. */
final class RequestId {
    private static final int LONGEST = 64;
    private static final HexFormat HEX = HexFormat.of();

    private RequestId() {}

    static String of(HttpRequest request) {
        return request.header(HeaderName.X_REQUEST_ID).filter(RequestId::isSane).orElseGet(RequestId::fresh);
    }

    /** Does something with the id in the diagnostic context of the thread, so that each line of a log has it. */
    static <T> T inLog(String id, Supplier<T> work) {
        String before = MDC.get(Origin.REQUEST_ID);
        MDC.put(Origin.REQUEST_ID, id);
        try {
            return work.get();
        } finally {
            if (before == null) {
                MDC.remove(Origin.REQUEST_ID);
            } else {
                MDC.put(Origin.REQUEST_ID, before);
            }
        }
    }

    private static String fresh() {
        return HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static boolean isSane(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(RequestId::isPlain);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.".indexOf(c) >= 0;
    }
}
