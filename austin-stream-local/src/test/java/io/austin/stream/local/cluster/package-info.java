@NullMarked
package io.austin.stream.local.cluster;

import org.jspecify.annotations.NullMarked;
