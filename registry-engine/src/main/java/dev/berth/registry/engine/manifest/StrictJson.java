package dev.berth.registry.engine.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.berth.registry.model.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads untrusted JSON in one pass, keeping nothing it was not asked for. Depth, lengths and the number of tokens are
 * bounded; a member given twice and anything behind the end are refused. {@code where} names the place for people.
 */
final class StrictJson implements AutoCloseable {
    private static final int DEEPEST = 64;
    private static final int LONGEST_STRING = 4 << 20;
    private static final int LONGEST_NAME = 16 << 10;
    private static final int LONGEST_NUMBER = 64;
    private static final int MAX_TOKENS = 1_000_000;
    private static final JsonFactory FACTORY = factory();

    private final JsonParser parser;

    /** Reads one member of an object; the parser stands at its value. */
    interface Member {
        void read(String name) throws IOException;
    }

    /** Reads one element of an array; the parser stands at it. */
    interface Element {
        void read(int index) throws IOException;
    }

    StrictJson(byte[] content) throws IOException {
        if (!isUtf8(content)) {
            throw new ManifestInvalid("the manifest is not UTF-8 without a byte order mark");
        }
        parser = FACTORY.createParser(content);
    }

    private static JsonFactory factory() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_STRING)
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(LONGEST_NUMBER)
                .maxTokenCount(MAX_TOKENS)
                .build();
        return new JsonFactoryBuilder()
                .streamReadConstraints(limits)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /**
     * Strictly, before anything is parsed: where one parser refuses a broken character another puts a sign in its
     * place. A zero byte is never part of JSON in UTF-8, and stands at the start of any in UTF-16 or UTF-32.
     */
    private static boolean isUtf8(byte[] content) {
        boolean byteOrderMark = content.length > 0 && (content[0] & 0x80) != 0;
        boolean wide = content.length > 1 && (content[0] == 0 || content[1] == 0);
        return !byteOrderMark && !wide && isDecodable(ByteBuffer.wrap(content));
    }

    private static boolean isDecodable(ByteBuffer content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer dropped = CharBuffer.allocate(4096);
        CoderResult result = decoder.decode(content, dropped, true);
        while (result.isOverflow()) {
            dropped.clear();
            result = decoder.decode(content, dropped, true);
        }
        return !result.isError();
    }

    /** The one object the document is. */
    void document(Member member) throws IOException {
        parser.nextToken();
        object("the manifest", member);
        if (parser.nextToken() != null) {
            throw new ManifestInvalid("the manifest has content after its end");
        }
    }

    void object(String where, Member member) throws IOException {
        require(JsonToken.START_OBJECT, where, "an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            requireUnicode("a name in " + where, name);
            parser.nextToken();
            member.read(name);
        }
    }

    /** {@code null} is an array of nothing: Go writes a nil slice so. */
    void array(String where, Element element) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        require(JsonToken.START_ARRAY, where, "an array");
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            element.read(index);
        }
    }

    /** Empty when it is null. */
    Optional<String> string(String where) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        require(JsonToken.VALUE_STRING, where, "a string");
        String text = parser.getText();
        requireUnicode(where, text);
        return Optional.of(text);
    }

    /** Halves of characters can be escaped, but not written: Go puts a sign in their place. */
    private static void requireUnicode(String where, String text) throws ManifestInvalid {
        int next = 0;
        while (next < text.length()) {
            int c = text.codePointAt(next);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new ManifestInvalid(where + " has an unpaired surrogate");
            }
            next += Character.charCount(c);
        }
    }

    /** Empty when it is null or an empty string. Without parameters: Go compares the whole text. */
    Optional<MediaType> mediaType(String where) throws IOException {
        Optional<String> text = string(where).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<MediaType> type = MediaType.parse(text.get());
        if (type.isEmpty() || !type.get().value().equals(text.get())) {
            throw new ManifestInvalid(where + " is not a media type");
        }
        return type;
    }

    /** An integral number that fits a long. */
    long integer(String where) throws IOException {
        require(JsonToken.VALUE_NUMBER_INT, where, "an integer");
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new ManifestInvalid(where + " is too large");
        }
        return parser.getLongValue();
    }

    /** An object of strings; empty when it is null. */
    Map<String, String> strings(String where) throws IOException {
        Map<String, String> strings = new TreeMap<>();
        if (!isNull()) {
            object(
                    where,
                    name -> strings.put(name, string("a value in " + where).orElse("")));
        }
        return strings;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /**
     * Skips the value, unless Go would read it: Go takes {@code Layers} for {@code layers} too.
     *
     * @param known the members that clients know
     */
    void skip(String name, Set<String> known) throws IOException {
        if (!known.contains(name)) {
            for (String spelling : known) {
                if (spelling.equalsIgnoreCase(name)) {
                    throw new ManifestInvalid(
                            "a member differs from " + spelling + " only in case, and some clients would read it");
                }
            }
        }
        parser.skipChildren();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void require(JsonToken token, String where, String kind) throws IOException {
        if (parser.currentToken() != token) {
            throw new ManifestInvalid(where + " is not " + kind);
        }
    }
}
