/** The read API: what openapi.yaml describes. One class answers one address. */
@NullMarked
package io.austin.stream.console.api;

import org.jspecify.annotations.NullMarked;
