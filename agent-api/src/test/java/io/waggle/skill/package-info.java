@NullMarked
package io.waggle.skill;

import org.jspecify.annotations.NullMarked;
