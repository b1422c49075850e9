/** What is shown while work goes on. */
@NullMarked
package io.austin.stream.cli.screen;

import org.jspecify.annotations.NullMarked;
