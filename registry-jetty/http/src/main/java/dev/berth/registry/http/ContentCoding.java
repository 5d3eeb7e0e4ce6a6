package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;

/**
 * Bodies are stored unchanged. Nothing is ever decompressed: a digest is of the bytes sent, and content stored
 * compressed could not be read by clients.
 */
final class ContentCoding {
    private static final HttpHeader NONE = new HttpHeader(HeaderName.ACCEPT_ENCODING, "identity");

    private ContentCoding() {}

    /** Throws when a body is packed (RFC 9110, section 8.4; RFC 9112, section 6.1). */
    static void requireNone(HttpRequest request) {
        boolean isPacked = request.headers(HeaderName.CONTENT_ENCODING).stream()
                .anyMatch(coding -> !coding.isBlank() && !coding.equalsIgnoreCase("identity"));
        if (isPacked) {
            throw Refusal.because(
                    415, ErrorCode.UNSUPPORTED, "Content-Encoding is not supported for request bodies", NONE);
        }
        boolean isPackedForTransfer = request.headers(HeaderName.TRANSFER_ENCODING).stream()
                .anyMatch(coding -> !coding.equalsIgnoreCase("chunked"));
        if (isPackedForTransfer) {
            throw Refusal.because(501, ErrorCode.UNSUPPORTED, "the only supported Transfer-Encoding is chunked");
        }
    }
}
