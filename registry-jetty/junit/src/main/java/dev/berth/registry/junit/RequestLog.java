package dev.berth.registry.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The requests of a registry in the order in which they arrived, the last 10,000. Safe for use by several threads. */
public final class RequestLog {
    private static final int MOST = 10_000;

    private final Map<Long, RecordedRequest> requests = new LinkedHashMap<>();
    private long arrived;

    RequestLog() {}

    /** All of them. */
    public synchronized List<RecordedRequest> all() {
        return new ArrayList<>(requests.values());
    }

    /**
     * Those with a method and a path.
     *
     * @param path a regular expression for the whole path, {@code /v2/.+/blobs/.+} for example
     */
    public List<RecordedRequest> matching(String method, String path) {
        Pattern pattern = Pattern.compile(path);
        return all().stream()
                .filter(request -> request.method().equals(method)
                        && pattern.matcher(request.path()).matches())
                .toList();
    }

    /** Forgets all of them. */
    public synchronized void clear() {
        requests.clear();
    }

    synchronized long add(RecordedRequest request) {
        if (requests.size() >= MOST) {
            requests.remove(requests.keySet().iterator().next());
        }
        arrived++;
        requests.put(arrived, request);
        return arrived;
    }

    synchronized void answered(long number, int status) {
        requests.computeIfPresent(number, (key, request) -> request.answered(status));
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
