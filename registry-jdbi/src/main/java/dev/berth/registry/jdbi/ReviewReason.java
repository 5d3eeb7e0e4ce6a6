package dev.berth.registry.jdbi;

/** What made us suspect that something may be garbage: what {@code review_reason} says. Numbers are never reused. */
enum ReviewReason {
    UPLOADED(1),
    MOUNTED(2),
    PUT_UNTAGGED(3),
    TAG_MOVED(4),
    TAG_DELETED(5),
    MANIFEST_DELETED(6),
    UNLINKED(7),
    REPOSITORY_DELETED(8);

    private final int code;

    ReviewReason(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
