@NullMarked
package io.austin.stream.local.bench.plot;

import org.jspecify.annotations.NullMarked;
