@NullMarked
package io.austin.stream.common;

import org.jspecify.annotations.NullMarked;
