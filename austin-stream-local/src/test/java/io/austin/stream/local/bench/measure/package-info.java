@NullMarked
package io.austin.stream.local.bench.measure;

import org.jspecify.annotations.NullMarked;
