package dev.berth.registry.examples.comparison;

/** A call of clients, repeated as often as the server permits. */
enum Operation {
    MANIFEST("get a manifest by tag"),
    BLOB("get a blob of 1 MiB"),
    PUSH("push an image with one small layer"),
    TAGS("list 1,000 tags");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
