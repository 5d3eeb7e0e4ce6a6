package dev.berth.registry.storage.s3;

/** The calls that are made, in words and with the permission each needs. */
enum S3Call {
    PUT("write", "s3:PutObject"),
    COPY("copy", "s3:GetObject and s3:PutObject"),
    GET("read", "s3:GetObject"),
    HEAD("look at", "s3:GetObject and s3:ListBucket"),
    DELETE("delete", "s3:DeleteObject"),
    LIST("list the objects of", "s3:ListBucket"),
    CREATE("begin an upload of", "s3:PutObject"),
    PART("write a part of", "s3:PutObject"),
    COMPLETE("complete", "s3:PutObject"),
    ABORT("abort the upload of", "s3:AbortMultipartUpload"),
    LIST_UPLOADS("list the uploads of", "s3:ListBucketMultipartUploads");

    private final String words;
    private final String permission;

    S3Call(String words, String permission) {
        this.words = words;
        this.permission = permission;
    }

    String words() {
        return words;
    }

    String permission() {
        return permission;
    }
}
