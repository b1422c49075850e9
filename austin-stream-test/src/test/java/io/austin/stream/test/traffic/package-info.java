@NullMarked
package io.austin.stream.test.traffic;

import org.jspecify.annotations.NullMarked;
