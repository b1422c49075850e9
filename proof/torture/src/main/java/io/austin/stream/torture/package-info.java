/**
 * The command {@code torture}: real servers and a real Flink, faults at random moments, and the
 * data contract checked after every round. The platform is in {@code site}, what is done to it in
 * {@code fault}, what must hold all the same in {@code guarantee}.
 */
@NullMarked
package io.austin.stream.torture;

import org.jspecify.annotations.NullMarked;
