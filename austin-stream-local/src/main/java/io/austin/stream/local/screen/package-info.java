/** What is shown while work goes on. */
@NullMarked
package io.austin.stream.local.screen;

import org.jspecify.annotations.NullMarked;
