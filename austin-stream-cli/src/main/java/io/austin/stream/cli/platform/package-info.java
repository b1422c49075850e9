/** What commands run on: a Flink of their own, clients, data on this machine, exit codes. */
@NullMarked
package io.austin.stream.cli.platform;

import org.jspecify.annotations.NullMarked;
