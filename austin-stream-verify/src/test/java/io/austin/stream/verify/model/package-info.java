@NullMarked
package io.austin.stream.verify.model;

import org.jspecify.annotations.NullMarked;
