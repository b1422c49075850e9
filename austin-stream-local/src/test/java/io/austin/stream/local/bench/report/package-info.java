@NullMarked
package io.austin.stream.local.bench.report;

import org.jspecify.annotations.NullMarked;
