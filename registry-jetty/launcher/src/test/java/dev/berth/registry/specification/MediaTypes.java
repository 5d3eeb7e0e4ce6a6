package dev.berth.registry.specification;

/** Types the OCI Image Specification names, and two unknown ones. */
final class MediaTypes {
    static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";
    static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    static final String EMPTY = "application/vnd.oci.empty.v1+json";
    static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    static final String LAYER_GZIP = LAYER + "+gzip";
    static final String FOREIGN_LAYER = "application/vnd.oci.image.layer.nondistributable.v1.tar";
    static final String SIGNATURE = "application/vnd.example.signature.v1";
    static final String BILL_OF_MATERIALS = "application/vnd.example.sbom.v1";
    static final String OCTETS = "application/octet-stream";

    private MediaTypes() {}
}
