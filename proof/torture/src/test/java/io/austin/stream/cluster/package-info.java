@NullMarked
package io.austin.stream.cluster;

import org.jspecify.annotations.NullMarked;
