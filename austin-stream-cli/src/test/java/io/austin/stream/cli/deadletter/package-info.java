@NullMarked
package io.austin.stream.cli.deadletter;

import org.jspecify.annotations.NullMarked;
