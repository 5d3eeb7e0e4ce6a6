package dev.berth.registry.http.field;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import java.util.Optional;
import java.util.function.Function;

/** Parts of lists (OCI Distribution Specification, "Listing Tags"; RFC 8288 for Link). */
public final class Paging {
    private static final int MAX_DIGITS = 9;

    private Paging() {}

    /**
     * The page of the parameters n and last; n above {@code most} is capped, and a missing or empty n means {@code
     * most}.
     */
    public static PageRequest request(Query query, int most) {
        int limit = query.first("n")
                .filter(text -> !text.isEmpty())
                .map(text -> Math.min(number(text), most))
                .orElse(most);
        return new PageRequest(limit, query.first("last"));
    }

    /** The link to the next page; empty at the end of the list, or for a page of size 0. */
    public static <T> Optional<HttpHeader> next(
            Page<T> page, PageRequest request, String location, Function<? super T, String> name) {
        char separator = location.indexOf('?') < 0 ? '?' : '&';
        return page.next(name)
                .map(last -> new HttpHeader(
                        HeaderName.LINK,
                        "<" + location + separator + "n=" + request.limit() + "&last=" + Percent.encode(last)
                                + ">; rel=\"next\""));
    }

    private static int number(String text) {
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refusal.because(400, ErrorCode.UNSUPPORTED, "n must be a whole number, zero or greater");
        }
        return text.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(text);
    }
}
