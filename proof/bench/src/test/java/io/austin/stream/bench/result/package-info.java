@NullMarked
package io.austin.stream.bench.result;

import org.jspecify.annotations.NullMarked;
