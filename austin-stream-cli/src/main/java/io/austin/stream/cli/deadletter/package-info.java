/**
 * Dead letters, read and replayed. The dead-letter topic is its own ledger: a replay writes, in one
 * Kafka transaction, the records to their topic and a {@linkplain
 * io.austin.stream.cli.deadletter.Receipt receipt} for each beside the letters. So a letter is
 * replayed once, however often and wherever the command is repeated.
 */
@NullMarked
package io.austin.stream.cli.deadletter;

import org.jspecify.annotations.NullMarked;
