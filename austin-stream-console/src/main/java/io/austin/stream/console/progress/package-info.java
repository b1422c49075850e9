/** Whether the stream is up to date, by what the job reports and by nothing else. */
@NullMarked
package io.austin.stream.console.progress;

import org.jspecify.annotations.NullMarked;
