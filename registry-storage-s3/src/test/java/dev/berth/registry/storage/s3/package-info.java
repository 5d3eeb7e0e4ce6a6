/** Tests of the S3 store: the contract on real servers, the number of its calls, and its treatment of failures. */
@NullMarked
package dev.berth.registry.storage.s3;

import org.jspecify.annotations.NullMarked;
