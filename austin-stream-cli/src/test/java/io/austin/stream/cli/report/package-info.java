@NullMarked
package io.austin.stream.cli.report;

import org.jspecify.annotations.NullMarked;
