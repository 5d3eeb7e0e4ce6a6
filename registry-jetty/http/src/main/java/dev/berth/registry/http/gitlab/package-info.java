/**
 * The API root {@code /gitlab/v1/}: the calls with which GitLab shows and manages its container registry. {@link
 * dev.berth.registry.http.gitlab.GitlabRoot} is its table; an endpoint parses a request, makes one driving call and
 * answers.
 */
@Internal
@NullMarked
package dev.berth.registry.http.gitlab;

import dev.berth.registry.annotation.Internal;
import org.jspecify.annotations.NullMarked;
