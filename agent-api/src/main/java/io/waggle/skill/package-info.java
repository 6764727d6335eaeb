/**
 * Skills: folders of instructions, in the public Agent Skills format, that agents read on demand.
 */
@NullMarked
package io.waggle.skill;

import org.jspecify.annotations.NullMarked;
