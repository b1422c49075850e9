/** What trails and totals mean: messages and their outcomes, a template's funnel. */
@NullMarked
package io.austin.stream.console.trace;

import org.jspecify.annotations.NullMarked;
