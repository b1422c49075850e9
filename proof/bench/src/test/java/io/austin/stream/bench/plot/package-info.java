@NullMarked
package io.austin.stream.bench.plot;

import org.jspecify.annotations.NullMarked;
