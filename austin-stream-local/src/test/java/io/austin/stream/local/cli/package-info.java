@NullMarked
package io.austin.stream.local.cli;

import org.jspecify.annotations.NullMarked;
