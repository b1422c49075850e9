/** What can be checked of the files in {@code deploy} without running them. */
@NullMarked
package io.austin.stream.cli.deploy;

import org.jspecify.annotations.NullMarked;
