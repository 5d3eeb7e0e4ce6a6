/** Tests of the S3 store: the contract on real servers, what calls it makes, and what it makes of failures. */
@NullMarked
package dev.berth.registry.storage.s3;

import org.jspecify.annotations.NullMarked;
