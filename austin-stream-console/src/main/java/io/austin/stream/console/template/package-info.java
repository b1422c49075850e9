/**
 * Templates' names: from a file or from austin's database. They only embellish: whatever is wrong
 * with them, ids are shown instead.
 */
@NullMarked
package io.austin.stream.console.template;

import org.jspecify.annotations.NullMarked;
