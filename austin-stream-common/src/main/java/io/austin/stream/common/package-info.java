/**
 * The trace event, its states, its JSON form and the Redis layout: what austin's modules and this
 * project share. Java 8, no dependencies. A record's bytes become an {@link
 * io.austin.stream.common.AnchorInfo} through {@link io.austin.stream.common.AnchorInfoCodec};
 * {@link io.austin.stream.common.TraceKeys} and {@link io.austin.stream.common.Retention} say where
 * it shows in Redis and for how long; an entry of a trail is a {@link
 * io.austin.stream.common.SimpleAnchorInfo}.
 */
@NullMarked
package io.austin.stream.common;

import org.jspecify.annotations.NullMarked;
