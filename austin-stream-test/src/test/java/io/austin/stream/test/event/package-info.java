@NullMarked
package io.austin.stream.test.event;

import org.jspecify.annotations.NullMarked;
