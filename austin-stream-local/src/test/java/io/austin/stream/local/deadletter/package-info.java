@NullMarked
package io.austin.stream.local.deadletter;

import org.jspecify.annotations.NullMarked;
