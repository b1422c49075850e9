@NullMarked
package io.austin.stream.local.bench.result;

import org.jspecify.annotations.NullMarked;
