@NullMarked
package io.austin.stream.bench;

import org.jspecify.annotations.NullMarked;
