/**
 * Images in Java code: copies between repositories, registries and OCI image layouts, without HTTP.
 *
 * <p>Bytes are streamed; memory holds one manifest for each level of nesting. An image that is built in code is held in
 * memory.
 */
@NullMarked
package dev.berth.registry.engine.image;

import org.jspecify.annotations.NullMarked;
