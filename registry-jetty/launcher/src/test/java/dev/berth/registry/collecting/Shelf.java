package dev.berth.registry.collecting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.contract.Generated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The content of images: some is shared by all, so that digests meet, and some is unique. */
final class Shelf {
    private static final int SHARED = 40;
    private static final int LONGEST = 2_000;

    private final List<byte[]> shared;
    private final Generated generated;

    private Shelf(List<byte[]> shared, Generated generated) {
        this.shared = shared;
        this.generated = generated;
    }

    static Shelf filled(Generated generated) {
        return new Shelf(
                IntStream.range(0, SHARED)
                        .mapToObj(i -> generated.bytes(1 + generated.below(LONGEST)))
                        .toList(),
                generated);
    }

    /** The same content, drawn from by another thread. */
    Shelf drawnBy(Generated other) {
        return new Shelf(shared, other);
    }

    Image image() {
        return image(Optional.empty());
    }

    Image image(Optional<Image> subject) {
        List<byte[]> blobs = new ArrayList<>();
        blobs.add(("{\"n\":" + generated.below(1_000) + "}").getBytes(UTF_8));
        for (int layers = generated.below(4); layers > 0; layers--) {
            blobs.add(blob());
        }
        return Image.of(blobs, subject);
    }

    /** An index of images and, once in a while, of another index. */
    Image index() {
        List<Image> children = new ArrayList<>(List.of(image()));
        if (generated.oneIn(2)) {
            children.add(image());
        }
        if (generated.oneIn(4)) {
            children.add(Image.index(List.of(image())));
        }
        return Image.index(children);
    }

    byte[] blob() {
        return generated.oneIn(5) ? generated.bytes(1 + generated.below(LONGEST)) : generated.oneOf(shared);
    }
}
