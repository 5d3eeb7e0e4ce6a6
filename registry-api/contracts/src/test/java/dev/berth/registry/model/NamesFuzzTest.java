package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Parsers of names against the grammars of the specifications, quoted literally. */
final class NamesFuzzTest {
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    /** Possessive, since the specification's own expression takes exponential time. */
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]++((\\.|_|__|-++)[a-z0-9]++)*+(/[a-z0-9]++((\\.|_|__|-++)[a-z0-9]++)*+)*+");

    @FuzzTest
    void repositoryName(byte[] input) {
        String text = text(input);
        boolean good = text.length() <= 255 && REPOSITORY.matcher(text).matches();
        assertRead(text, good, RepositoryName.parse(text), RepositoryName::new);
    }

    @FuzzTest
    void reference(byte[] input) {
        String text = text(input);
        boolean tag = TAG.matcher(text).matches();
        assertThat(Reference.parse(text).map(Reference::toString))
                .isEqualTo(when(tag || DIGEST.matcher(text).matches(), text));
        assertRead(text, tag, Tag.parse(text), Tag::new);
    }

    @FuzzTest
    void digest(byte[] input) {
        String text = text(input);
        Optional<Digest> digest = Digest.parse(text);
        assertRead(text, DIGEST.matcher(text).matches(), digest, Digest::of);
        digest.ifPresent(read -> assertThat(Digest.of(read.algorithm(), read.hash()))
                .isEqualTo(read)
                .isEqualByComparingTo(read));
    }

    @FuzzTest
    void uploadId(byte[] input) {
        String text = text(input);
        assertRead(text, UUID.matcher(text).matches(), UploadId.parse(text), UploadId::new);
    }

    @FuzzTest
    void mediaType(byte[] input) {
        String text = text(input);
        String bare = text.replaceFirst("(?s);.*", "").strip();
        Optional<MediaType> type = MediaType.parse(text);
        assertThat(type.map(MediaType::toString))
                .isEqualTo(when(MEDIA_TYPE.matcher(bare).matches(), bare));
        assertRead(bare, MEDIA_TYPE.matcher(bare).matches(), type, MediaType::new);
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static Optional<String> when(boolean good, String text) {
        return good ? Optional.of(text) : Optional.empty();
    }

    /** Refused text is refused by the constructor too, with a message of one line. */
    private static <T> void assertRead(String text, boolean good, Optional<T> read, Function<String, T> of) {
        assertThat(read.map(Object::toString)).isEqualTo(when(good, text));
        if (good) {
            assertThat(read).contains(of.apply(text));
        } else {
            assertThat(catchThrowable(() -> of.apply(text)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .message()
                    .matches("[ -~…]{1,200}");
        }
    }
}
