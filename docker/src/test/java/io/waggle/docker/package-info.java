/** What the container image and docker-compose.yml must keep to. */
@NullMarked
package io.waggle.docker;

import org.jspecify.annotations.NullMarked;
