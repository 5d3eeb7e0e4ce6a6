package dev.berth.registry.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Writes JSON into memory. */
public final class Json {
    /** The media type of JSON. */
    public static final HttpHeader CONTENT_TYPE = new HttpHeader(HeaderName.CONTENT_TYPE, "application/json");

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** One JSON value. */
    @FunctionalInterface
    public interface Writing {
        /** Writes the value. */
        void to(JsonGenerator json) throws IOException;
    }

    /** A body of one value. */
    public static HttpBody.Bytes body(Writing writing) {
        Buffer bytes = new Buffer();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return new HttpBody.Bytes(bytes.written());
    }

    /** Hands over its buffer instead of a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(512);
        }

        ByteBuffer written() {
            return ByteBuffer.wrap(buf, 0, count).slice();
        }
    }
}
