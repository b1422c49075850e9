@NullMarked
package io.austin.stream.bench.measure;

import org.jspecify.annotations.NullMarked;
