package dev.berth.registry.specification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.registry.contract.Generated;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One of everything a client may push. */
final class DataSets {
    private static final int LARGE_ANNOTATIONS = 390;
    private final Generated generated;

    DataSets(Generated generated) {
        this.generated = generated;
    }

    /** Data sets that every registry accepts. */
    Stream<DataSet> all() {
        return Stream.of(images(), indexes(), artifacts(), referrers()).flatMap(sets -> sets);
    }

    private Stream<DataSet> images() {
        return Stream.of(
                set("image", set -> set.image().tag("image").add()),
                set(
                        "uncompressed image",
                        set -> set.image(set.layer(MediaTypes.LAYER))
                                .tag("image")
                                .add()),
                set(
                        "image without layers",
                        set -> set.image().list("layers", List.of()).tag("none").add()),
                set("large manifest", DataSets::largeManifest),
                set("data field", set -> set.embedData().image().tag("data").add()),
                set("layers that live elsewhere", DataSets::foreignLayers),
                set(
                        "several tags",
                        set -> set.image()
                                .tag("a")
                                .tag("Z")
                                .tag("_")
                                .tag("1.0")
                                .tag("b".repeat(128))
                                .add()));
    }

    private Stream<DataSet> indexes() {
        return Stream.of(
                set("index", set -> set.index().tag("index").add()),
                set(
                        "nested index",
                        set -> set.index(set.index().add(), set.index().add())
                                .tag("nested")
                                .add()),
                set(
                        "empty index",
                        set -> set.index(new ObjectNode[0]).tag("empty").add()),
                set(
                        "unknown fields",
                        set -> set.index(set.image().unknownField().add())
                                .unknownField()
                                .tag("unknown")
                                .add()),
                new DataSet("index in sha512", "sha512", generated)
                        .with(set -> set.index().add()));
    }

    private Stream<DataSet> artifacts() {
        return Stream.of(
                set(
                        "artifact",
                        set -> set.artifact(MediaTypes.SIGNATURE)
                                .tag("signature")
                                .add()),
                set(
                        "artifact index",
                        set -> set.index(
                                        set.artifact(MediaTypes.SIGNATURE).add(),
                                        set.artifact(MediaTypes.BILL_OF_MATERIALS)
                                                .add())
                                .artifactType(MediaTypes.SIGNATURE)
                                .tag("signatures")
                                .add()),
                set(
                        "artifact without content",
                        set -> set.artifact(MediaTypes.SIGNATURE, set.empty())
                                .tag("nothing")
                                .add()));
    }

    private Stream<DataSet> referrers() {
        return Stream.of(
                set("artifacts with a subject", DataSets::artifactsWithSubject),
                set("index with a subject", DataSets::indexWithSubject),
                set(
                        "subject that is not there",
                        set -> set.artifact(MediaTypes.SIGNATURE)
                                .subject(set.absent(MediaTypes.IMAGE))
                                .annotation("org.example.note", "early")
                                .tag("early")
                                .add()));
    }

    /** Data sets for a registry that accepts references to absent content. */
    Stream<DataSet> sparse() {
        return Stream.of(
                set("image without one of its layers", DataSets::sparseImage),
                set("index of an image that is not there", set -> {
                    ObjectNode there = DataSet.platform(set.image().add(), "amd64");
                    ObjectNode elsewhere = DataSet.platform(set.absent(MediaTypes.IMAGE), "arm64");
                    set.index(there, elsewhere).tag("sparse-index").add();
                }));
    }

    private static void sparseImage(DataSet set) {
        ObjectNode missing = set.layer(MediaTypes.LAYER_GZIP);
        set.image(missing, set.layer(MediaTypes.LAYER_GZIP)).tag("sparse").add();
        set.withhold(missing);
    }

    private static void largeManifest(DataSet set) {
        Draft draft = set.image().tag("large");
        for (int i = 0; i < LARGE_ANNOTATIONS; i++) {
            draft.annotation("org.example.large." + i, "x".repeat(10_000));
        }
        draft.add();
    }

    private static void foreignLayers(DataSet set) {
        ObjectNode zipped = set.absent(MediaTypes.FOREIGN_LAYER + "+gzip");
        zipped.putArray("urls").add("https://store.example.com/layer.tar.gz");
        ObjectNode plain = set.absent(MediaTypes.FOREIGN_LAYER);
        plain.putArray("urls").add("https://store.example.com/layer.tar");
        set.image(zipped, plain, set.layer(MediaTypes.LAYER_GZIP))
                .tag("foreign")
                .add();
    }

    private static void artifactsWithSubject(DataSet set) {
        ObjectNode subject = set.image().tag("subject").add();
        set.image().subject(subject).add();
        set.artifact(MediaTypes.SIGNATURE)
                .subject(subject)
                .annotation("org.example.by", "me")
                .tag("signature")
                .add();
        set.artifact(MediaTypes.BILL_OF_MATERIALS)
                .subject(subject)
                .annotation("org.example.of", "all")
                .add();
    }

    private static void indexWithSubject(DataSet set) {
        ObjectNode subject = set.index().tag("subject").add();
        set.index()
                .subject(subject)
                .artifactType(MediaTypes.SIGNATURE)
                .annotation("a", "b")
                .add();
        set.index().subject(subject).tag("typeless").add();
    }

    private DataSet set(String name, Consumer<DataSet> content) {
        return new DataSet(name, "sha256", generated).with(content);
    }
}
