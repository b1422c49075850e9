@NullMarked
package io.austin.stream.cli;

import org.jspecify.annotations.NullMarked;
