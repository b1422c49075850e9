@NullMarked
package io.austin.stream.local.traffic;

import org.jspecify.annotations.NullMarked;
