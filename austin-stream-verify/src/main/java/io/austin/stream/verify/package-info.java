/** Whether Redis holds what the records in Kafka say: the same check for every command. */
@NullMarked
package io.austin.stream.verify;

import org.jspecify.annotations.NullMarked;
