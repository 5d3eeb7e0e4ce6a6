package dev.berth.registry.tracing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as W3C Trace Context (level 1) hands it from one program to the next: the calls that are made
 * from there belong to it.
 *
 * <p>It belongs to the thread that works for a caller, platform or virtual, as long as {@link #call} runs there, like a
 * deadline. Adapters that call another server send the fields {@value #PARENT_FIELD} and {@value #STATE_FIELD} of the
 * {@link #current} one. Without tracing there is none, and nothing is sent. A host may bind its own around any
 * call of a registry.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero
 * @param sampled whether the caller records the trace
 * @param state the list of {@code tracestate}, at most {@value #LONGEST_STATE} characters; empty when there is none
 */
public record TraceContext(String traceId, String spanId, boolean sampled, String state) {
    /** The header field of trace and span (section 3.2). */
    public static final String PARENT_FIELD = "traceparent";

    /** The header field of what vendors add (section 3.3). */
    public static final String STATE_FIELD = "tracestate";

    /** The key of the trace id in the diagnostic context of a thread (MDC of SLF4J), and in lines of a log. */
    public static final String LOG_KEY = "trace_id";

    /** The number of characters that every program hands on (section 3.3.1.5). */
    private static final int LONGEST_STATE = 512;

    private static final int MOST_MEMBERS = 32;
    private static final int LENGTH = 55;

    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");
    private static final Pattern PARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final Pattern MEMBER = Pattern.compile(
            "([a-z0-9][a-z0-9_*/-]{0,240}@)?[a-z][a-z0-9_*/-]{0,255}=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

    private static final ThreadLocal<TraceContext> BOUND = new ThreadLocal<>();

    /** Something done in a trace. */
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Refuses ids and a state that could not be sent.
     *
     * @throws IllegalArgumentException when a component has another form
     */
    public TraceContext {
        if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
            throw new IllegalArgumentException("not the ids of a trace and a span");
        }
        if (!isState(state)) {
            throw new IllegalArgumentException("not a tracestate");
        }
    }

    /**
     * Reads the fields of a request. A state that is malformed or too long is left out, as the specification asks.
     *
     * @param parents the values of {@code traceparent}, of which there must be exactly one
     * @param states those of {@code tracestate}, one for each line
     * @return empty when the fields name no trace; a new one begins then
     */
    public static Optional<TraceContext> parse(List<String> parents, List<String> states) {
        return parents.size() == 1 ? parse(parents.get(0), states) : Optional.empty();
    }

    private static Optional<TraceContext> parse(String parent, List<String> states) {
        boolean isLonger = parent.length() > LENGTH && parent.charAt(LENGTH) == '-' && !parent.startsWith("00");
        Matcher fields = PARENT.matcher(isLonger ? parent.substring(0, LENGTH) : parent);
        if (!fields.matches()
                || !TRACE_ID.matcher(fields.group(2)).matches()
                || !SPAN_ID.matcher(fields.group(3)).matches()) {
            return Optional.empty();
        }
        boolean isSampled = (Integer.parseInt(fields.group(4), 16) & 1) == 1;
        return Optional.of(new TraceContext(fields.group(2), fields.group(3), isSampled, joined(states)));
    }

    private static String joined(List<String> states) {
        int length = states.stream().mapToInt(state -> state.length() + 1).sum() - 1;
        String state = length <= LONGEST_STATE ? String.join(",", states).strip() : "";
        return isState(state) ? state : "";
    }

    private static boolean isState(String state) {
        if (state.length() > LONGEST_STATE) {
            return false;
        }
        List<String> members = List.of(state.split(",", -1)).stream()
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .toList();
        long keys = members.stream()
                .map(member -> member.substring(0, Math.max(0, member.indexOf('='))))
                .distinct()
                .count();
        return members.size() <= MOST_MEMBERS
                && keys == members.size()
                && members.stream().allMatch(member -> MEMBER.matcher(member).matches());
    }

    /** The place of the current work of this thread; empty outside of {@link #call}. */
    public static Optional<TraceContext> current() {
        return Optional.ofNullable(BOUND.get());
    }

    /** The header fields of a call that is made from here: one, or two with a state. */
    public Map<String, String> fields() {
        String parent = "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
        return state.isEmpty() ? Map.of(PARENT_FIELD, parent) : Map.of(PARENT_FIELD, parent, STATE_FIELD, state);
    }

    /** Does something at this place, on the thread that calls. */
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
        TraceContext before = BOUND.get();
        BOUND.set(this);
        try {
            return work.run();
        } finally {
            if (before == null) {
                BOUND.remove();
            } else {
                BOUND.set(before);
            }
        }
    }
}
