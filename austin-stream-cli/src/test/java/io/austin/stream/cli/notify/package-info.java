@NullMarked
package io.austin.stream.cli.notify;

import org.jspecify.annotations.NullMarked;
