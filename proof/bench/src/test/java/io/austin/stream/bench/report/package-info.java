@NullMarked
package io.austin.stream.bench.report;

import org.jspecify.annotations.NullMarked;
