/**
 * GitLab in front of a registry: the requests that its Rails application sends, with the tokens it issues, and the
 * answers as it reads them. The requests were written from the observed behaviour of GitLab 17 and 18.
 */
@NullMarked
package dev.berth.registry.rails;

import org.jspecify.annotations.NullMarked;
