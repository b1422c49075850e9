@NullMarked
package io.austin.stream.local.bench;

import org.jspecify.annotations.NullMarked;
