/** Files that a team keeps: read again when they change, and refused where they are wrong. */
@NullMarked
package io.austin.stream.template.file;

import org.jspecify.annotations.NullMarked;
