@NullMarked
package io.austin.stream.local.report;

import org.jspecify.annotations.NullMarked;
