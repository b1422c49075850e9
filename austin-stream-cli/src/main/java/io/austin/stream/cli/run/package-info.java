/** The job in this process. */
@NullMarked
package io.austin.stream.cli.run;

import org.jspecify.annotations.NullMarked;
