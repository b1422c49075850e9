/** Rules tried on the past. */
@NullMarked
package io.austin.stream.cli.alert;

import org.jspecify.annotations.NullMarked;
