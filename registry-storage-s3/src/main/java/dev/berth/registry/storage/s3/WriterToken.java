package dev.berth.registry.storage.s3;

import dev.berth.registry.model.StorageKey;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The state of an unfinished object: the multipart upload and its parts, by their ETags, and the tail. A part replaced
 * since has another ETag, so that the completion of the upload fails instead of publishing foreign bytes.
 *
 * @param outdated ids of earlier tails that may still be there
 */
record WriterToken(Optional<Upload> upload, List<Part> parts, Optional<Tail> tail, List<String> outdated) {
    private static final String FORMAT = "1";

    /** Nothing written yet. */
    static final WriterToken NOTHING = new WriterToken(Optional.empty(), List.of(), Optional.empty(), List.of());

    WriterToken {
        parts = List.copyOf(parts);
        outdated = List.copyOf(outdated);
    }

    /**
     * A multipart upload.
     *
     * @param mark the mark in the metadata of the object, by which it is recognized
     */
    record Upload(String id, String mark) {}

    /**
     * A part.
     *
     * @param checksum the checksum the store expects at completion; empty without one
     */
    record Part(int number, String etag, String checksum) {}

    /** The last bytes, in a separate object. */
    record Tail(String id, long length, long crc) {}

    /** As text; of this key and no other. */
    String format(StorageKey key) {
        return Stream.of(
                        FORMAT,
                        Long.toHexString(check(key)),
                        upload.map(Upload::id).map(WriterToken::encode).orElse(""),
                        upload.map(Upload::mark).orElse(""),
                        tail.map(t -> t.id() + "," + t.length() + "," + t.crc()).orElse(""),
                        String.join(",", outdated),
                        parts.stream().map(WriterToken::format).collect(Collectors.joining(",")))
                .collect(Collectors.joining("|"));
    }

    /** Reads what {@link #format} wrote; empty when it is something else, or of another key. */
    static Optional<WriterToken> parse(String text, StorageKey key) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != 7 || !fields[0].equals(FORMAT) || !fields[1].equals(Long.toHexString(check(key)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WriterToken(
                    present(fields[2]).map(id -> new Upload(decode(id), fields[3])),
                    list(fields[6]).map(WriterToken::part).toList(),
                    present(fields[4]).map(WriterToken::tail),
                    list(fields[5]).toList()));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Every tail that may be there. */
    List<String> tails() {
        List<String> all = new ArrayList<>(outdated);
        tail.map(Tail::id).ifPresent(all::add);
        return all;
    }

    private static String format(Part part) {
        return part.number() + ":" + encode(part.etag()) + ":" + encode(part.checksum());
    }

    private static Part part(String text) {
        String[] fields = text.split(":", -1);
        return new Part(Integer.parseInt(fields[0]), decode(fields[1]), decode(fields[2]));
    }

    private static Tail tail(String text) {
        String[] fields = text.split(",", -1);
        return new Tail(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2]));
    }

    private static Optional<String> present(String field) {
        return field.isEmpty() ? Optional.empty() : Optional.of(field);
    }

    private static Stream<String> list(String field) {
        return field.isEmpty() ? Stream.empty() : Arrays.stream(field.split(",", -1));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static long check(StorageKey key) {
        CRC32C crc = new CRC32C();
        crc.update(key.value().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
