@NullMarked
package io.austin.stream.test.model;

import org.jspecify.annotations.NullMarked;
