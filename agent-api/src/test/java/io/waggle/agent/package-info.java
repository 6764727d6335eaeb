@NullMarked
package io.waggle.agent;

import org.jspecify.annotations.NullMarked;
