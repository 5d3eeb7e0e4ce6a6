package dev.berth.registry.http.page;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Refusal;
import dev.berth.registry.http.field.EntityTag;

/** The files of the page. */
final class FileEndpoint {
    private static final HttpHeader IMMUTABLE =
            new HttpHeader(HeaderName.CACHE_CONTROL, "public, max-age=31536000, immutable");
    private static final HttpHeader REVALIDATED = new HttpHeader(HeaderName.CACHE_CONTROL, "no-cache");
    private static final HttpHeader BY_CODING = new HttpHeader(HeaderName.VARY, HeaderName.ACCEPT_ENCODING.toString());

    private final PageFiles files;

    FileEndpoint(PageFiles files) {
        this.files = files;
    }

    /** The page itself. Its addresses are relative to the slash at the end. */
    HttpAnswer index(AuthorizedRequest call) {
        return call.request().path().endsWith("/")
                ? answer(call.request(), files.index(), REVALIDATED)
                : HttpAnswer.of(308).with(HeaderName.LOCATION, "ui/").build();
    }

    HttpAnswer file(AuthorizedRequest call, String folder) {
        PageFile file = files.find(folder + call.argument())
                .orElseThrow(() -> Refusal.because(404, ErrorCode.UNSUPPORTED, "the page has no such file"));
        return answer(call.request(), file, IMMUTABLE);
    }

    private static HttpAnswer answer(HttpRequest request, PageFile file, HttpHeader caching) {
        HttpAnswer.Builder answer = HttpAnswer.of(EntityTag.isKnownTo(request, file.digest()) ? 304 : 200)
                .with(HeaderName.ETAG, EntityTag.weak(file.digest()))
                .with(caching)
                .with(BY_CODING);
        if (EntityTag.isKnownTo(request, file.digest())) {
            return answer.build();
        }
        boolean isPacked = acceptsGzip(request);
        if (isPacked) {
            answer.with(HeaderName.CONTENT_ENCODING, "gzip");
        }
        return answer.with(HeaderName.CONTENT_TYPE, file.type())
                .body(new HttpBody.Bytes(isPacked ? file.packed() : file.plain()))
                .build();
    }

    private static boolean acceptsGzip(HttpRequest request) {
        for (String field : request.headers(HeaderName.ACCEPT_ENCODING)) {
            for (String coding : field.split(",", -1)) {
                String plain = coding.strip();
                if (plain.equals("gzip") || (plain.startsWith("gzip;") && !plain.matches(".*q=0(\\.0*)?"))) {
                    return true;
                }
            }
        }
        return false;
    }
}
